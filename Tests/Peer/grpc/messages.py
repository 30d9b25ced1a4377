"""The messages of `grpc.testing`, from the definitions in proto/grpc, as Python's protobuf has them."""
import pathlib
import subprocess

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

ROOT = pathlib.Path(__file__).resolve().parents[3]
SERVICE = "grpc.testing.TestService"
_pool = descriptor_pool.DescriptorPool()


def load(work):
    output = pathlib.Path(work) / "descriptors"
    subprocess.run(["protoc", "-I", ROOT / "proto", "--include_imports", f"--descriptor_set_out={output}",
                    "grpc/testing/test.proto"], check=True)
    for file in descriptor_pb2.FileDescriptorSet.FromString(output.read_bytes()).file:
        _pool.Add(file)


def _make(name):
    return message_factory.GetMessageClass(_pool.FindMessageTypeByName(f"grpc.testing.{name}"))


def empty():
    return _make("Empty")()


def payload(size):
    return _make("Payload")(body=bytes(size))


def simple(response_size=0, size=0, status=None):
    request = _make("SimpleRequest")(response_size=response_size, payload=payload(size))
    if status:
        request.response_status.code, request.response_status.message = status
    return request


def inputs(size):
    return _make("StreamingInputCallRequest")(payload=payload(size))


def outputs(sizes=(), size=0, status=None, interval_us=0):
    request = _make("StreamingOutputCallRequest")(payload=payload(size))
    for wanted in sizes:
        request.response_parameters.add(size=wanted, interval_us=interval_us)
    if status:
        request.response_status.code, request.response_status.message = status
    return request


def methods():
    """Name, kind (`unary_unary`, `unary_stream`, …), class of the request and of the response."""
    found = []
    for method in _pool.FindServiceByName(SERVICE).methods:
        kind = ("stream" if method.client_streaming else "unary") + "_" + (
            "stream" if method.server_streaming else "unary")
        found.append((method.name, kind, message_factory.GetMessageClass(method.input_type),
                      message_factory.GetMessageClass(method.output_type)))
    return found
