"""The web server's worker process, ending without a lost request."""

import socket

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
