/// A part that most values do not have: it takes one word in the value that holds it, and its own space where it is
/// there.
@propertyWrapper
public struct Indirect<Part: Sendable & Hashable>: Sendable, Hashable {
  private final class Box: Sendable {
    let part: Part

    init(_ part: Part) { self.part = part }
  }

  private var box: Box?

  /// Holds a part, or none.
  public init(wrappedValue: Part?) { box = wrappedValue.map { Box($0) } }

  /// The part.
  public var wrappedValue: Part? {
    get { box?.part }
    set { box = newValue.map { Box($0) } }
  }

  /// Whether both parts are equal.
  public static func == (left: Indirect, right: Indirect) -> Bool {
    left.box === right.box || left.wrappedValue == right.wrappedValue
  }

  /// Feeds the part.
  public func hash(into hasher: inout Hasher) { hasher.combine(wrappedValue) }
}
