/// A promise that does not hold: what was expected, what came, and where the case says so.
public struct ContractFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was expected and what came.
  public let message: String
  /// The file and the line of the case.
  public let place: String

  init(_ message: String, _ file: String = #fileID, _ line: Int = #line) {
    self.message = message
    place = "\(file.split(separator: "/").last ?? ""):\(line)"
  }

  /// The message and the place.
  public var description: String { "\(message) (\(place))" }
}
