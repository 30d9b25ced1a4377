import JavaProperties
import JSON
import KafkaResources

/// A text of properties in the manifest, read.
struct PropertiesText: Sendable {
  /// Where it stands.
  let path: JSONPath
  /// What it says.
  let properties: JavaProperties

  init(_ text: String, at path: JSONPath) throws(RenderingError) {
    self.path = path
    do {
      properties = try JavaProperties(text: text)
    } catch {
      throw RenderingError(
        at: path, "line \(error.line) of the text: \(error.message)", remedy: "correct the line")
    }
  }
}
