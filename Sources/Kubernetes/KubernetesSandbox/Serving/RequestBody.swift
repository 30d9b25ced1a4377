import JSON
import YAML

/// The body of a request as a value.
struct RequestBody: Sendable {
  let value: JSONValue
  /// The fields that stand twice, as strict decoding names them: `spec.size`.
  let duplicateFields: [String]

  /// Reads the object of a POST or PUT.
  ///
  /// - Parameter kind: What is expected, for the message.
  /// - Throws: `unsupportedMediaType` for a type that is not read here, `badRequest` for a text that is none.
  init(object request: ServedRequest, expecting kind: String) throws(APIFailure) {
    switch request.contentType {
    case "", MediaTypes.json: try self.init(json: request.body, expecting: kind)
    case MediaTypes.yaml, "text/yaml", "application/x-yaml": try self.init(yaml: request.body, expecting: kind)
    case MediaTypes.protobuf:
      self.init(value: try TypedBody.value(of: request.body))
    default:
      throw APIFailure(
        .unsupportedMediaType,
        "the body of the request was in an unknown format - accepted media types include: application/json, "
          + "application/yaml")
    }
  }

  private init(value: JSONValue) {
    self.value = value
    duplicateFields = []
  }

  init(json bytes: [UInt8], expecting kind: String) throws(APIFailure) {
    do throws(JSONError) {
      var reader = try JSONReader(bytes)
      value = try reader.value()
      try reader.end()
      duplicateFields = reader.duplicateKeys.map(\.description)
    } catch {
      let text = bytes.isEmpty ? "the body is empty" : "\(error)"
      throw APIFailure(
        .badRequest,
        "the object provided is unrecognized (must be of type \(kind)): couldn't get version/kind; json parse error: "
          + text)
    }
    guard value.objectValue != nil else {
      throw APIFailure(
        .badRequest,
        "the object provided is unrecognized (must be of type \(kind)): couldn't get version/kind; json parse error: "
          + "an object is expected, not \(value.kindDescription)")
    }
  }

  /// Reads YAML, or JSON, which is faster read as such.
  init(yaml bytes: [UInt8], expecting kind: String) throws(APIFailure) {
    if bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "{"), let read = try? RequestBody(json: bytes, expecting: kind)
    {
      self = read
      return
    }
    let documents: [YAMLDocument]
    do { documents = try YAML.documents(in: bytes) } catch {
      throw APIFailure(.badRequest, "error decoding YAML: yaml: \(error)")
    }
    guard documents.count == 1, documents[0].value.objectValue != nil else {
      throw APIFailure(.badRequest, "error decoding YAML: one document with an object is expected")
    }
    value = documents[0].value
    duplicateFields = []
  }

  /// Reads the body of a patch, which need not be an object.
  init(patch bytes: [UInt8]) throws(APIFailure) {
    do { value = try JSONValue(parsing: bytes) } catch {
      throw APIFailure(.badRequest, "error decoding patch: \(error)")
    }
    duplicateFields = []
  }
}
