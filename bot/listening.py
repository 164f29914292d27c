"""A listening socket for our doors, which answers at once.

asyncio switches Nagle's algorithm off only for sockets that say they are TCP, and
`socket.create_server` makes them without saying so: an answer that leaves in two pieces (head
and body) then waits 40 ms for the other side's delayed acknowledgement.
"""

import os
import socket


def listen(host: str, port: int, *, backlog: int = 512) -> socket.socket:
    """Take an address; port 0 takes a free one.

    Raises:
        OSError: it is taken, or not an address of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    door = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind((host, port))
        door.listen(backlog)
    except BaseException:
        door.close()
        raise
    return door
