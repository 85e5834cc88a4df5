"""In: commands. Out: their wall time, processor time and peak memory, run in turn, by the system's own accounting."""

import os
import shutil
import statistics
import time


class Run:
    """One finished run: seconds, seconds, bytes."""

    def __init__(self, wall, cpu, peak):
        self.wall, self.cpu, self.peak = wall, cpu, peak


def run(command):
    """Runs a command without output. The peak is that of its largest process; this script's own ~12 MB is its floor."""
    start = time.perf_counter()
    quiet = os.open(os.devnull, os.O_RDWR)
    actions = [(os.POSIX_SPAWN_DUP2, quiet, fd) for fd in (0, 1, 2)]
    pid = os.posix_spawnp(command[0], command, os.environ, file_actions=actions)
    _, status, usage = os.wait4(pid, 0)
    wall = time.perf_counter() - start
    os.close(quiet)
    if status != 0:
        raise SystemExit(f"failed ({os.waitstatus_to_exitcode(status)}): {' '.join(command)}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def in_turn(jobs, runs):
    """Runs jobs A B C A B C …, after one round that does not count.

    `jobs` is {name: (folders to clear first, commands)}; the commands of a job count as one run. Gives {name: [Run]}.
    """
    results = {name: [] for name in jobs}
    for turn in range(runs + 1):
        for name, (outputs, commands) in jobs.items():
            for output in outputs:
                shutil.rmtree(output, ignore_errors=True)
            parts = [run(command) for command in commands]
            if turn:
                together = Run(sum(p.wall for p in parts), sum(p.cpu for p in parts), max(p.peak for p in parts))
                results[name].append(together)
    return results


def median(results, figure):
    return statistics.median(getattr(r, figure) for r in results)


def ratio(ours, theirs, figure):
    """The median of the ratios run by run, so that a machine that slows down for a while does not count."""
    return statistics.median(getattr(a, figure) / getattr(b, figure) for a, b in zip(ours, theirs))
