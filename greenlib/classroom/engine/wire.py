"""Messages between two processes over a socket: JSON, with a length in front and a limit."""

from __future__ import annotations

import json
import socket
import struct
import time
from typing import Any

_LENGTH = struct.Struct("!I")


class PeerGone(Exception):
    """The other process closed its end, or sent what is no message."""


class BadMessage(PeerGone):
    """The other process sent what is no message; says what."""


class TooLate(Exception):
    """The other process did not answer in time."""


class Wire:
    """One end of a conversation.

    Parameters
    ----------
    end : a connected stream socket.
    max_bytes : the longest message that is read; a longer one ends the conversation.
    """

    def __init__(self, end: socket.socket, max_bytes: int):
        self._end = end
        self._max_bytes = max_bytes

    def send(self, message: Any, seconds: float | None = None) -> None:
        """Send `message`, made of what JSON can carry.

        Raises PeerGone, and TooLate if the other end has not taken it after `seconds`.
        """
        data = json.dumps(message).encode()
        try:
            self._end.settimeout(seconds)
            self._end.sendall(_LENGTH.pack(len(data)) + data)
        except TimeoutError:
            raise TooLate from None
        except OSError:
            raise PeerGone("it closed its end") from None

    def receive(self, seconds: float | None = None) -> Any:
        """Return the next message. Raises PeerGone, and TooLate after `seconds`."""
        deadline = None if seconds is None else time.monotonic() + seconds
        (length,) = _LENGTH.unpack(self._read(_LENGTH.size, deadline))
        if length > self._max_bytes:
            raise BadMessage(f"sent a message of {length:,} bytes")
        try:
            return json.loads(self._read(length, deadline))
        except (ValueError, RecursionError, MemoryError):
            raise BadMessage("sent what is no message") from None

    def close(self) -> None:
        """Close this end."""
        self._end.close()

    def _read(self, size: int, deadline: float | None) -> bytes:
        parts = bytearray()
        while len(parts) < size:
            left = None if deadline is None else deadline - time.monotonic()
            if left is not None and left <= 0:
                raise TooLate
            try:
                self._end.settimeout(left)
                part = self._end.recv(min(size - len(parts), 1 << 20))
            except TimeoutError:
                raise TooLate from None
            except OSError:
                part = b""
            if not part:
                raise PeerGone("it ended")
            parts += part
        return bytes(parts)
