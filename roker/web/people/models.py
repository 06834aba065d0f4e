"""What is kept of the people who use the site. Each model says of every field what it could do to a person if seen."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from roker.record.schema import Sensitivity
from roker.web.access import ROLES, role_of

_IDENTIFYING, _SENSITIVE, _NEITHER = Sensitivity.IDENTIFYING, Sensitivity.SENSITIVE, Sensitivity.NEITHER


class Accounts(BaseUserManager["User"]):
    """Makes and finds accounts. Sign-in names are compared in small letters."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(sign_in_name=(username or "").strip().lower())

    def add(self, *, sign_in_name: str, password: str, **details: Any) -> "User":
        """A new account with its password."""
        person = self.model(sign_in_name=sign_in_name.strip().lower(), **details)
        person.set_password(password)
        person.save()
        return person


class User(AbstractBaseUser):
    """Somebody who signs in."""

    sign_in_name = models.CharField(max_length=60, unique=True)
    full_name = models.CharField(max_length=120)
    role = models.CharField(max_length=40, blank=True, choices=[(role.code, role.title) for role in ROLES])
    team = models.CharField(max_length=120, blank=True)
    worker = models.CharField(max_length=120, blank=True)
    """The name by which the record knows a worker; blank for those who hold no child."""
    is_demonstration = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    objects: ClassVar[Accounts] = Accounts()

    USERNAME_FIELD = "sign_in_name"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    sensitivity: ClassVar[Mapping[str, Sensitivity]] = {
        "id": _NEITHER,
        "password": _SENSITIVE,
        "last_login": _SENSITIVE,
        "sign_in_name": _IDENTIFYING,
        "full_name": _IDENTIFYING,
        "role": _NEITHER,
        "team": _NEITHER,
        "worker": _IDENTIFYING,
        "is_demonstration": _NEITHER,
        "is_active": _NEITHER,
    }

    class Meta:
        """Two accounts never claim the same worker's children."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(Lower("worker"), condition=~models.Q(worker=""), name="one_account_a_worker"),
        ]

    def __str__(self) -> str:
        return self.sign_in_name

    @property
    def role_title(self) -> str:
        role = role_of(self)
        return role.title if role else "No role yet"


class Look(models.Model):
    """One line of the reading log: who opened which page when, and of which child where it was a child's."""

    looked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="looks")
    looked_time = models.DateTimeField()
    sight = models.CharField(max_length=20)
    """"child", "list" or "figures"."""
    page = models.CharField(max_length=40)
    """The name of the route."""
    person_id = models.CharField(max_length=120, blank=True, db_index=True)
    """The child's number in the case system, as addresses carry it."""
    filters = models.CharField(max_length=300, blank=True)
    """The part of the address after "?", which carries keys and never names."""
    load_number = models.PositiveIntegerField(null=True)
    refused = models.BooleanField(default=False)

    sensitivity: ClassVar[Mapping[str, Sensitivity]] = {
        "id": _NEITHER,
        "looked_by": _IDENTIFYING,
        "looked_time": _SENSITIVE,
        "sight": _NEITHER,
        "page": _NEITHER,
        "person_id": _IDENTIFYING,
        "filters": _SENSITIVE,
        "load_number": _NEITHER,
        "refused": _SENSITIVE,
    }

    class Meta:
        """Newest first."""

        ordering: ClassVar[list[str]] = ["-looked_time", "-id"]

    def __str__(self) -> str:
        return f"{self.sight} {self.pk}"


class FailedSignIn(models.Model):
    """One failed attempt to sign in, kept for as long as it counts against further ones."""

    sign_in_name = models.CharField(max_length=60)
    address = models.CharField(max_length=60)
    failed_time = models.DateTimeField()

    sensitivity: ClassVar[Mapping[str, Sensitivity]] = {
        "id": _NEITHER,
        "sign_in_name": _IDENTIFYING,
        "address": _IDENTIFYING,
        "failed_time": _SENSITIVE,
    }

    class Meta:
        """Found by name and address."""

        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["address", "sign_in_name"])]

    def __str__(self) -> str:
        return f"failed sign-in {self.pk}"
