"""Tests reach this machine only: a connection to anywhere else is blocked."""

import socket

import pytest
from pytest_socket import SocketConnectBlockedError


def test_the_network_is_blocked() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as connection:
        connection.settimeout(1)
        with pytest.raises(SocketConnectBlockedError):
            connection.connect(("192.0.2.1", 80))
