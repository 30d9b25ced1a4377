public import JSON

/// A value of the Kubernetes API: an object or a part of one.
///
/// It is typed where the project uses it. Members that it does not know, and members that are there but empty, are
/// kept, so that reading a value and writing it again loses nothing.
public protocol KubernetesValue: Sendable, Hashable {
  /// Reads a value.
  ///
  /// - Throws: `ObjectError` where a member that is known has the wrong type or form.
  init(json: JSONValue) throws(ObjectError)
  /// The value as JSON; the same value always gives the same bytes. A quantity is written as it was read.
  var json: JSONValue { get }
}
