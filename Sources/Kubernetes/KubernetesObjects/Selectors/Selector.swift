/// A choice of objects by their labels, in the form in which it is asked for and tested: an object must meet every
/// requirement.
public struct Selector: Sendable, Hashable {
  /// The requirements, in the order of their keys.
  public let requirements: [SelectorRequirement]
  private let matchesNothing: Bool

  /// What no object matches.
  public static let nothing = Selector(requirements: [], matchesNothing: true)

  private init(requirements: [SelectorRequirement], matchesNothing: Bool) {
    self.requirements = requirements
    self.matchesNothing = matchesNothing
  }

  /// What meets all of the requirements; without any, everything does.
  public init(_ requirements: [SelectorRequirement]) {
    // Sorting keeps the order of requirements of the same key only by chance, so the place counts too.
    let ordered = requirements.enumerated().sorted { ($0.element.key, $0.offset) < ($1.element.key, $1.offset) }
    self.init(requirements: ordered.map(\.element), matchesNothing: false)
  }

  /// The choice that an object of the API holds. One that is not there matches nothing, an empty one everything.
  ///
  /// - Throws: `ObjectError` where the API server would refuse it.
  public init(_ selector: LabelSelector?) throws(ObjectError) {
    guard let selector else {
      self = .nothing
      return
    }
    var requirements: [SelectorRequirement] = []
    for (key, value) in selector.matchLabels.sorted(by: { $0.key < $1.key }) {
      do { requirements.append(try SelectorRequirement(key, .equals, [value])) } catch {
        throw error.within(key).within("matchLabels")
      }
    }
    for (index, expression) in selector.matchExpressions.enumerated() {
      do { requirements.append(try SelectorRequirement(expression)) } catch {
        throw error.within(index).within("matchExpressions")
      }
    }
    self.init(requirements)
  }

  /// Reads the form of queries and of the command line: `a=b,c in (x,y),!d`. The empty text matches everything.
  ///
  /// - Throws: `ObjectError` where the API server would refuse it.
  public init(_ text: String) throws(ObjectError) {
    var parser = SelectorParser(text)
    self.init(try parser.requirements())
  }

  /// Whether an object with these labels is chosen.
  public func matches(_ labels: [String: String]) -> Bool {
    !matchesNothing && requirements.allSatisfy { $0.matches(labels) }
  }
}

extension Selector: CustomStringConvertible {
  /// The form of queries: `a=b,c in (x,y),!d`; empty for what matches everything, and for `nothing`.
  public var description: String { requirements.map(\.description).joined(separator: ",") }
}

extension LabelSelector {
  /// Whether an object with these labels is chosen.
  ///
  /// - Throws: `ObjectError` where the API server would refuse the selector. Where many objects are tested, make a
  ///   `Selector` of it once.
  public func matches(_ labels: [String: String]) throws(ObjectError) -> Bool { try Selector(self).matches(labels) }
}
