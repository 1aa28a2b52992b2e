"""What `dramatiq panel.worker` loads: Django, the broker, and the tasks of every app that has any.

PostgreSQL owns what is owed, when it is tried again and how often (see `panel.queue`), so nothing
is retried here: an actor that fails is called again by the sweep.
"""

import gc
import os
from typing import TYPE_CHECKING

import django
import dramatiq
from django.db import close_old_connections, connections
from django.utils.module_loading import autodiscover_modules
from dramatiq.middleware import Middleware, Retries, ShutdownNotifications, TimeLimit

from panel.supervisor import checks

if TYPE_CHECKING:
    from dramatiq import Broker, MessageProxy, Worker
    from dramatiq.worker import WorkerThread


class DbConnections(Middleware):
    """Gives each message a live database connection and leaves none open when a worker stops."""

    def before_process_message(self, broker: "Broker", message: "MessageProxy") -> None:
        close_old_connections()

    def after_process_message(
        self,
        broker: "Broker",
        message: "MessageProxy",
        *,
        result: object = None,
        exception: BaseException | None = None,
    ) -> None:
        close_old_connections()

    def before_worker_thread_shutdown(self, broker: "Broker", thread: "WorkerThread") -> None:
        connections.close_all()

    def after_worker_shutdown(self, broker: "Broker", worker: "Worker") -> None:
        connections.close_all()


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "panel.settings")
checks.exit_unless_sound(os.environ)
django.setup()

# Models, and with them this import, need Django to be set up.
from panel import queue  # noqa: E402  (after setup)

broker = queue.listener(
    [DbConnections(), TimeLimit(), ShutdownNotifications(), Retries(max_retries=0)]
)
dramatiq.set_broker(broker)
autodiscover_modules("tasks")
# What is loaded by now stays until the worker stops: looking for garbage, Python passes it over.
gc.freeze()
