"""Runs many tasks in processes of their own, two at a time, and tells how far they all are."""

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from typing import Any, TypeVar

Progress = Callable[[int, int], None]
"""Told what is done, and all there is."""
Task = TypeVar("Task")
Outcome = TypeVar("Outcome")

_AT_A_TIME = 2
_ASKED_EVERY = 0.5
"""Seconds."""
_done: Any = None
"""In a process that works: what all of them have done together."""


def side_by_side(
    work: Callable[[Task, Progress], Outcome], tasks: Sequence[Task], each: int, progress: Progress
) -> Iterator[tuple[Task, Outcome]]:
    """What comes of each task, as it is finished. Each has so many steps; `progress` hears of the steps of all.

    A task that fails raises its error here, and those not begun are left.
    """
    context = multiprocessing.get_context("spawn")
    done = context.Value("q", 0)
    with ProcessPoolExecutor(_AT_A_TIME, mp_context=context, initializer=_begin, initargs=(done,)) as pool:
        running = {pool.submit(_run, work, task): task for task in tasks}
        waiting: set[Future[Outcome]] = set(running)
        try:
            while waiting:
                finished, waiting = wait(waiting, timeout=_ASKED_EVERY, return_when=FIRST_COMPLETED)
                progress(min(done.value, each * len(tasks)), each * len(tasks))
                for future in finished:
                    yield running[future], future.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _begin(done: Any) -> None:
    global _done  # noqa: PLW0603 - the one way to hand it to a process that works
    _done = done


def _run(work: Callable[[Task, Progress], Outcome], task: Task) -> Outcome:
    before = 0

    def progress(done: int, whole: int) -> None:  # noqa: ARG001 - the whole is known
        nonlocal before
        with _done.get_lock():
            _done.value += done - before
        before = done

    return work(task, progress)
