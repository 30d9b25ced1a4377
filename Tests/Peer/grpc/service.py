"""`grpc.testing.TestService` served by grpcio."""
import concurrent.futures
import time

import grpc

import messages

INITIAL, TRAILING = "x-grpc-test-echo-initial", "x-grpc-test-echo-trailing-bin"


def _echo(context):
    asked = context.invocation_metadata()
    initial = [(key, value) for key, value in asked if key == INITIAL]
    trailing = [(key, value) for key, value in asked if key == TRAILING]
    if initial:
        context.send_initial_metadata(initial)
    if trailing:
        context.set_trailing_metadata(trailing)


def _refuse(context, status):
    if status.code:
        code = next(code for code in grpc.StatusCode if code.value[0] == status.code)
        context.abort(code, status.message)


def _service(method, response):
    def unary(request, context):
        _echo(context)
        if method == "EmptyCall":
            return response()
        _refuse(context, request.response_status)
        return response(payload=messages.payload(request.response_size))

    def streaming_input(requests, context):
        _echo(context)
        return response(aggregated_payload_size=sum(len(request.payload.body) for request in requests))

    def answers(request, context):
        _refuse(context, request.response_status)
        for parameters in request.response_parameters:
            time.sleep(parameters.interval_us / 1e6)
            yield response(payload=messages.payload(parameters.size))

    def streaming_output(request, context):
        _echo(context)
        yield from answers(request, context)

    def duplex(requests, context):
        _echo(context)
        for request in list(requests) if method == "HalfDuplexCall" else requests:
            yield from answers(request, context)

    return {"StreamingInputCall": streaming_input, "StreamingOutputCall": streaming_output, "FullDuplexCall": duplex,
            "HalfDuplexCall": duplex}.get(method, unary)


class Server:
    """Serves until its end; `credentials` and `compression` as grpcio's."""

    def __init__(self, credentials=None, compression=None):
        handlers = {}
        for name, kind, request, response in messages.methods():
            if name != "UnimplementedCall":
                handlers[name] = getattr(grpc, f"{kind}_rpc_method_handler")(
                    _service(name, response), request.FromString, response.SerializeToString)
        self.server = grpc.server(concurrent.futures.ThreadPoolExecutor(8), compression=compression)
        self.server.add_generic_rpc_handlers(
            (grpc.method_handlers_generic_handler(messages.SERVICE, handlers),))
        if credentials:
            self.port = self.server.add_secure_port("127.0.0.1:0", credentials)
        else:
            self.port = self.server.add_insecure_port("127.0.0.1:0")
        self.server.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.stop(0).wait()
