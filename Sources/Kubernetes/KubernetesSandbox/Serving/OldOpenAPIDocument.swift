import JSON

/// The answer to who asks for OpenAPI v2: a document that describes nothing.
///
/// kubectl reads it before it sends a `List`, in protocol buffers alone, and lets pass what it does not describe; the server
/// holds each object against its schema anyway.
enum OldOpenAPIDocument {
  private static let title = "Kubernetes"
  private static let binary = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf"

  /// The document in the form that the client takes.
  static func answer(_ request: ServedRequest) throws(APIFailure) -> ServedAnswer {
    let wantsBinary = request.fields.values("accept").contains { $0.contains("proto-openapi.spec.v2") }
    if wantsBinary {
      let info = field(1, Array(title.utf8)) + field(2, Array("v1".utf8))
      return ServedAnswer(type: binary, field(1, Array("2.0".utf8)) + field(2, info))
    }
    let document: JSONValue = [
      "swagger": "2.0", "info": ["title": .string(title), "version": "v1"], "paths": [:], "definitions": [:],
    ]
    return .value(document, try request.form())
  }

  /// A field of less than 128 bytes.
  private static func field(_ number: UInt8, _ bytes: [UInt8]) -> [UInt8] {
    [number << 3 | 2, UInt8(bytes.count)] + bytes
  }
}
