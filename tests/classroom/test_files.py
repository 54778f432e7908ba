"""Files are written whole, and what a killed writer left is cleared away."""

import os
import time

from greenlib.classroom.files import write_atomically


def test_what_a_killed_writer_left_goes_with_the_next_write(tmp_path):
    path = tmp_path / "graded.json"
    left, of_another, being_written = (
        tmp_path / name
        for name in (".graded.json.abcdefgh", ".other.json.abcdefgh", ".graded.json.ijklmnop")
    )
    for file in (left, of_another, being_written):
        file.write_bytes(b"half")
    an_hour_ago = time.time() - 3600
    os.utime(left, (an_hour_ago, an_hour_ago))
    os.utime(of_another, (an_hour_ago, an_hour_ago))
    write_atomically(path, b"whole")
    assert sorted(tmp_path.iterdir()) == sorted([of_another, being_written, path])
    assert path.read_bytes() == b"whole"
