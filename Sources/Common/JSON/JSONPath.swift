/// The place of a value in a document, written as `spec.brokers[2].id`.
public struct JSONPath: Sendable, Hashable {
  /// One step.
  public enum Component: Sendable, Hashable {
    /// Into an object, by key.
    case key(String)
    /// Into a list, by index from 0.
    case index(Int)
  }

  /// The steps from the root.
  public var components: [Component]

  /// The root, or the place that the steps lead to.
  public init(_ components: [Component] = []) { self.components = components }

  /// The path of a member of this place.
  public func appending(_ key: String) -> JSONPath { JSONPath(components + [.key(key)]) }

  /// The path of an element of this place.
  public func appending(_ index: Int) -> JSONPath { JSONPath(components + [.index(index)]) }

  /// The place that holds this one; the root for the root.
  public var parent: JSONPath { JSONPath(Array(components.dropLast())) }
}

extension JSONPath: ExpressibleByArrayLiteral {
  /// The place that the steps lead to.
  public init(arrayLiteral elements: Component...) { components = elements }
}

extension JSONPath: CustomStringConvertible {
  /// The path as people write it; a key that is no plain word is quoted: `metadata.annotations["a.b/c"]`. The root is `.`.
  public var description: String {
    guard !components.isEmpty else { return "." }
    var text = ""
    for component in components {
      switch component {
      case .index(let index): text += "[\(index)]"
      case .key(let key) where Self.isPlain(key): text += text.isEmpty ? key : ".\(key)"
      case .key(let key): text += "[\(JSONValue.string(key).text())]"
      }
    }
    return text
  }

  private static func isPlain(_ key: String) -> Bool {
    guard !key.isEmpty else { return false }
    for byte in key.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "@"):
        continue
      default: return false
      }
    }
    return true
  }
}
