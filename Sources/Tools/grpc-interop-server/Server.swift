import HTTPTestServer

/// gRPC's interoperability server: `grpc.testing.TestService`, as the official client and others call it.
///
/// `grpc-interop-server [ADDRESS [CERTIFICATE KEY [CLIENT-CA]]]`: see `HTTPTestServer`.
@main
struct Server {
  static func main() {
    HTTPTestServer.run("grpc-interop-server", protocols: ["h2"]) { TestServiceHandler() }
  }
}
