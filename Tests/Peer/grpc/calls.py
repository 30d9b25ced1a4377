"""The cases of gRPC's interoperability suite, and more, as calls by grpcio against a server."""
import queue

import grpc

import messages

SIZES = [31415, 9, 2653, 58979]
REQUESTS = [27182, 8, 1828, 45904]
SPECIAL = "\t\ntest with whitespace\r\nand Unicode BMP \u263a and non-BMP \U0001f608\t\n"
LIMIT = 30


class Requests:
    """An iterator of requests that a case feeds as it goes."""

    def __init__(self):
        self.queue = queue.Queue()

    def __iter__(self):
        return iter(self.queue.get, None)

    def send(self, request):
        self.queue.put(request)

    def close(self):
        self.queue.put(None)


class Stub:
    def __init__(self, channel):
        for name, kind, request, response in messages.methods():
            setattr(self, name, getattr(channel, kind)(
                f"/{messages.SERVICE}/{name}", request.SerializeToString, response.FromString))
        self.unknown = channel.unary_unary(
            "/grpc.testing.UnimplementedService/UnimplementedCall", messages.empty().__class__.SerializeToString,
            messages.empty().__class__.FromString)


def equal(got, wanted):
    if got != wanted:
        raise AssertionError(f"got {got!r} instead of {wanted!r}")


def fails(code, call, message=None):
    try:
        call()
    except grpc.RpcError as error:
        equal(error.code(), code)
        if message is not None:
            equal(error.details(), message)
        return error
    raise AssertionError(f"the call did not end with {code}")


def empty_unary(stub):
    equal(stub.EmptyCall(messages.empty(), timeout=LIMIT), messages.empty())


def large_unary(stub):
    equal(len(stub.UnaryCall(messages.simple(314159, 271828), timeout=LIMIT).payload.body), 314159)


def client_streaming(stub):
    answer = stub.StreamingInputCall((messages.inputs(size) for size in REQUESTS), timeout=LIMIT)
    equal(answer.aggregated_payload_size, 74922)


def server_streaming(stub):
    got = [len(answer.payload.body) for answer in stub.StreamingOutputCall(messages.outputs(SIZES), timeout=LIMIT)]
    equal(got, SIZES)


def ping_pong(stub):
    requests = Requests()
    answers = stub.FullDuplexCall(iter(requests), timeout=LIMIT)
    for size, wanted in zip(REQUESTS, SIZES):
        requests.send(messages.outputs([wanted], size))
        equal(len(next(answers).payload.body), wanted)
    requests.close()
    equal(list(answers), [])


def half_duplex(stub):
    sent = (messages.outputs([wanted]) for wanted in SIZES)
    equal([len(answer.payload.body) for answer in stub.HalfDuplexCall(sent, timeout=LIMIT)], SIZES)


def empty_stream(stub):
    equal(list(stub.FullDuplexCall(iter([]), timeout=LIMIT)), [])


def custom_metadata(stub):
    values = [b"\xab\xab\xab", b"", b"\x00\xff", b"four"]
    sent = [("x-grpc-test-echo-initial", "test_initial_metadata_value")]
    sent += [("x-grpc-test-echo-trailing-bin", value) for value in values]
    answer, call = stub.UnaryCall.with_call(messages.simple(9, 9), metadata=sent, timeout=LIMIT)
    equal(len(answer.payload.body), 9)
    equal(dict(call.initial_metadata())["x-grpc-test-echo-initial"], "test_initial_metadata_value")
    equal([value for key, value in call.trailing_metadata() if key == "x-grpc-test-echo-trailing-bin"], values)


def large_metadata(stub):
    value = "v" * 7000
    _, call = stub.EmptyCall.with_call(messages.empty(), metadata=[("x-grpc-test-echo-initial", value)], timeout=LIMIT)
    equal(dict(call.initial_metadata())["x-grpc-test-echo-initial"], value)


def metadata_beyond_the_bound(stub):
    error = None
    try:
        stub.EmptyCall(messages.empty(), metadata=[("x-large", "v" * 40000)], timeout=LIMIT)
    except grpc.RpcError as raised:
        error = raised
    if error is None or error.code() in (grpc.StatusCode.OK, grpc.StatusCode.DEADLINE_EXCEEDED):
        raise AssertionError(f"40 KB of metadata: {error}")
    # The connection lives on.
    empty_unary(stub)


def status_code_and_message(stub):
    wanted = (2, "test status message")
    fails(grpc.StatusCode.UNKNOWN, lambda: stub.UnaryCall(messages.simple(status=wanted), timeout=LIMIT), wanted[1])
    stream = stub.FullDuplexCall(iter([messages.outputs(status=wanted)]), timeout=LIMIT)
    fails(grpc.StatusCode.UNKNOWN, lambda: list(stream), wanted[1])


def special_status_message(stub):
    fails(grpc.StatusCode.UNKNOWN, lambda: stub.UnaryCall(messages.simple(status=(2, SPECIAL)), timeout=LIMIT), SPECIAL)


def every_status_code(stub):
    for code in grpc.StatusCode:
        if code.value[0]:
            status = (code.value[0], f" {code.name} ")
            fails(code, lambda: stub.UnaryCall(messages.simple(status=status), timeout=LIMIT), status[1])


def unimplemented_method(stub):
    fails(grpc.StatusCode.UNIMPLEMENTED, lambda: stub.UnimplementedCall(messages.empty(), timeout=LIMIT))


def unimplemented_service(stub):
    fails(grpc.StatusCode.UNIMPLEMENTED, lambda: stub.unknown(messages.empty(), timeout=LIMIT))


def cancel_after_begin(stub):
    requests = Requests()
    call = stub.StreamingInputCall.future(iter(requests), timeout=LIMIT)
    call.cancel()
    equal(call.code(), grpc.StatusCode.CANCELLED)
    requests.close()


def cancel_after_first_response(stub):
    requests = Requests()
    answers = stub.FullDuplexCall(iter(requests), timeout=LIMIT)
    requests.send(messages.outputs([31415], 27182))
    equal(len(next(answers).payload.body), 31415)
    answers.cancel()
    fails(grpc.StatusCode.CANCELLED, lambda: next(answers))
    requests.close()


def timeout_on_sleeping_server(stub):
    requests = Requests()
    requests.send(messages.outputs([31415], 27182, interval_us=5_000_000))
    answers = stub.FullDuplexCall(iter(requests), timeout=0.05)
    fails(grpc.StatusCode.DEADLINE_EXCEEDED, lambda: next(answers))
    requests.close()


def compressed_request(stub):
    def call():
        stub.UnaryCall(messages.simple(9, 5000), compression=grpc.Compression.Gzip, timeout=LIMIT)
    fails(grpc.StatusCode.UNIMPLEMENTED, call)


def many_at_a_time(stub):
    futures = [stub.UnaryCall.future(messages.simple(100 * index, 50 * index), timeout=LIMIT) for index in range(100)]
    equal([len(future.result().payload.body) for future in futures], [100 * index for index in range(100)])


def message_beyond_the_bound(stub):
    fails(grpc.StatusCode.RESOURCE_EXHAUSTED, lambda: stub.UnaryCall(messages.simple(9, 17 << 20), timeout=LIMIT))


CASES = [
    empty_unary, large_unary, client_streaming, server_streaming, ping_pong, half_duplex, empty_stream, custom_metadata,
    large_metadata, metadata_beyond_the_bound, status_code_and_message, special_status_message, every_status_code,
    unimplemented_method, unimplemented_service, cancel_after_begin, cancel_after_first_response,
    timeout_on_sleeping_server, compressed_request, many_at_a_time, message_beyond_the_bound,
]
