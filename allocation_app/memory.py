"""Keeps this process within a limit of memory, and its memory off the disk, as far as can be.

POSIX: the address space is limited, and what asks for more is refused. Windows: the process joins a
job whose processes may commit so much. macOS accepts the limit and does not enforce it: there, the
time limit is all that stands.
"""

from __future__ import annotations

import sys
from pathlib import Path

STATUS = Path("/proc/self/status")


def limit_memory(most: int) -> None:
    """Let this process use at most so many bytes, from now on."""
    if sys.platform == "win32":
        _join_job(most)
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
    leave_no_image()


def leave_no_image() -> None:
    """Have the system write no image of the memory in a crash: children and keys stand in it.

    For this process and those that it starts. On Windows that is an administrator's to set.
    """
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def peak_memory() -> int:
    """The most memory that this process has used, in bytes; 0 where that can't be told."""
    if sys.platform == "win32":
        return 0
    if STATUS.exists():  # what getrusage tells on Linux includes the process it came from
        lines = dict(line.split(":", 1) for line in STATUS.read_text("ascii").splitlines())
        return int(lines["VmHWM"].split()[0]) * 1024
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    PROCESS_MEMORY, DIE_ON_ERROR, EXTENDED = 0x100, 0x400, 9
    NO_ERROR_BOXES = 0x0001 | 0x0002

    class _Basic(ctypes.Structure):
        """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

        _fields_ = (
            ("per_process_user_time", wintypes.LARGE_INTEGER),
            ("per_job_user_time", wintypes.LARGE_INTEGER),
            ("flags", wintypes.DWORD),
            ("least_working_set", ctypes.c_size_t),
            ("most_working_set", ctypes.c_size_t),
            ("active_processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority_class", wintypes.DWORD),
            ("scheduling_class", wintypes.DWORD),
        )

    class _Extended(ctypes.Structure):
        """JOBOBJECT_EXTENDED_LIMIT_INFORMATION; the six counters of IO_COUNTERS stand between."""

        _fields_ = (
            ("basic", _Basic),
            ("io", ctypes.c_ulonglong * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process_memory", ctypes.c_size_t),
            ("peak_job_memory", ctypes.c_size_t),
        )

    def _join_job(most: int) -> None:
        """Put this process into a job of its own; its handle is kept open until the end."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.CreateJobObjectW.argtypes = (wintypes.LPVOID, wintypes.LPCWSTR)
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.SetInformationJobObject.argtypes = (
            wintypes.HANDLE,
            ctypes.c_int,
            wintypes.LPVOID,
            wintypes.DWORD,
        )
        kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        kernel.SetErrorMode(NO_ERROR_BOXES)
        job = kernel.CreateJobObjectW(None, None)
        limits = _Extended()
        limits.basic.flags = PROCESS_MEMORY | DIE_ON_ERROR
        limits.process_memory = most
        is_set = job and kernel.SetInformationJobObject(
            job, EXTENDED, ctypes.byref(limits), ctypes.sizeof(limits)
        )
        if not is_set or not kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess()):
            raise ctypes.WinError(ctypes.get_last_error())
