import os
import subprocess

from gipcrawler.warc import read_record, serve
from tests.warc.exchanges import answering


def served(folder, *messages: object) -> list[serve.Opened | serve.Written]:
    """What the writer's process answers to a setup and messages, given in pieces."""
    reading, writing = os.pipe()
    sent = b"".join(
        piece for message in (serve.Setup(folder, "sichuan", {}), *messages) for piece in serve.pack(message)
    )
    with (
        os.fdopen(reading, "rb") as answers,
        subprocess.Popen(
            ["bash", "-c", f'exec "$0" "$@" {serve.REFERENCES}>&{writing}', *serve.COMMAND],
            stdin=subprocess.PIPE,
            pass_fds=[writing],
        ) as process,
    ):
        os.close(writing)
        for start in range(0, len(sent), 1000):
            process.stdin.write(sent[start : start + 1000])
            process.stdin.flush()
        process.stdin.close()
        return serve.Unpacker().feed(answers.read())


def test_exchanges_are_written_in_order_and_the_file_is_finished(tmp_path):
    exchanges = [answering(b"HTTP/1.1 200 OK\r\n\r\n%d" % number * 400) for number in range(60)]
    first, *groups, last = served(tmp_path, *exchanges)
    assert first == serve.Opened(payloads=False)
    assert last == serve.Written(0)
    assert [len(group.refs) for group in groups] == [group.count for group in groups]
    refs = [ref for group in groups for ref in group.refs]
    assert [read_record(tmp_path, ref.file, ref.offset).block for ref in refs] == [one.response for one in exchanges]
    assert [path.name for path in tmp_path.iterdir()] == [refs[0].file]


def test_an_owner_that_dies_at_once_leaves_no_trace(tmp_path):
    done = subprocess.run(serve.COMMAND, input=b"", capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert served(tmp_path) == [serve.Opened(payloads=False), serve.Written(0)]
    assert list(tmp_path.iterdir()) == []
