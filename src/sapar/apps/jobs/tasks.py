"""The interface of Django 6 for tasks, taken from its package while we are on Django 5."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.tasks import Task, TaskResult, TaskResultStatus, task, task_backends
    from django.tasks.backends.base import BaseTaskBackend
else:
    try:
        from django.tasks import Task, TaskResult, TaskResultStatus, task, task_backends
        from django.tasks.backends.base import BaseTaskBackend
    except ImportError:
        from django_tasks import TaskResult, TaskResultStatus, task, task_backends
        from django_tasks.backends.base import BaseTaskBackend
        from django_tasks.base import Task

__all__ = ["BaseTaskBackend", "Task", "TaskResult", "TaskResultStatus", "task", "task_backends"]
