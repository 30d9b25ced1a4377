/// A value that cannot be printed: no description, dump or mirror shows it.
///
/// It never goes into a log line, an error or a metric; who needs the value says so with `reveal()`.
public struct Secret<Value: Sendable>: Sendable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  private let value: Value

  /// Hides a value.
  public init(_ value: Value) { self.value = value }

  /// The value itself: where this is called, someone means it.
  public func reveal() -> Value { value }

  /// Says that there is a secret.
  public var description: String { "(secret)" }
  /// Says that there is a secret.
  public var debugDescription: String { "(secret)" }
  /// Shows nothing.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}

extension Secret: Equatable where Value: Equatable {}
extension Secret: Hashable where Value: Hashable {}
