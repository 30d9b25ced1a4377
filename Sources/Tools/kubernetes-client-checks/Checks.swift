import Foundation

/// Runs checks one after the other, and says of each whether it holds.
struct Checks {
  private(set) var passed = 0
  private(set) var failed = 0

  /// A check that does not hold, in words.
  struct Failure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
  }

  /// Runs a check; what it gives is told.
  mutating func run(_ name: String, _ body: () async throws -> String?) async {
    let start = ContinuousClock.now
    do {
      let said = try await body()
      passed += 1
      let time = (ContinuousClock.now - start) / .milliseconds(1)
      print("ok: \(name)\(said.map { ": \($0)" } ?? "") (\(Int(time)) ms)")
    } catch {
      failed += 1
      print("FAILED: \(name): \(error)")
    }
  }

  /// Whether a condition holds.
  static func require(_ holds: Bool, _ what: @autoclosure () -> String) throws {
    if !holds { throw Failure(what()) }
  }
}
