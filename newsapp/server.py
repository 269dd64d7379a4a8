"""What is our own in the web server: it ends without a lost request, and speaks as the program does."""

import logging.config
import socket
from typing import Any

from gunicorn.glogging import Logger
from gunicorn.workers.gthread import ThreadWorker


class DrainingWorker(ThreadWorker):
    """Asked to end, it takes in who has connected already and then stops listening.

    Gunicorn's own keeps the socket open while it answers its last requests: who connects meanwhile waits in
    a queue that nobody reads, and is thrown out in the end instead of being refused at once.
    """

    def set_accept_enabled(self, enabled: bool | None) -> None:
        super().set_accept_enabled(enabled)
        if self.alive:
            return
        listeners, self.sockets = self.sockets, []
        for listener in listeners:
            self._take_in(listener)
            listener.close()

    def _take_in(self, listener: socket.socket) -> None:
        known = -1
        while known != self.nr_conns:
            known = self.nr_conns
            self.accept(listener)


class ServerLogger(Logger):
    """The web server's messages in the form of the program's own."""

    def setup(self, cfg: Any) -> None:
        from django.conf import settings

        super().setup(cfg)
        logging.config.dictConfig(settings.LOGGING)
        self.error_log.handlers = logging.getLogger("timeline").handlers
