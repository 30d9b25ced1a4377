/// What is made to go wrong, for tests.
struct ClusterFaults: Sendable {
  /// The writes that fail next.
  var failingWrites = 0
  /// Whether these are carried out all the same.
  var failsAfterwards = false
  /// What they are answered with.
  var failure = APIFailure(.internalError, "a fault switch makes this write fail")
  /// After how many writes more the server seems to die; nil: never.
  var writesUntilCrash: Int?
  /// What happens then.
  var onCrash: (@Sendable () -> Void)?
  /// How long events wait before watches are told.
  var eventDelay = Duration.zero

  /// What becomes of the next write.
  mutating func nextWrite() -> (failsBefore: APIFailure?, failsAfter: APIFailure?) {
    guard failingWrites > 0 else { return (nil, nil) }
    failingWrites -= 1
    return failsAfterwards ? (nil, failure) : (failure, nil)
  }

  /// Whether the server dies after this write.
  mutating func isLastWrite() -> Bool {
    guard let left = writesUntilCrash else { return false }
    writesUntilCrash = left > 1 ? left - 1 : nil
    return left <= 1
  }
}
