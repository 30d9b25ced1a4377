/// What became of an object that was to be applied where that changes something.
public enum ApplyOutcome<Object: Sendable>: Sendable {
  /// Nothing was sent: the live object is as it is desired.
  case unchanged
  /// Nothing was sent: these differences are what an earlier apply of the same has left as they are. The server, or a
  /// webhook in it, wants those fields otherwise.
  case settled(ApplyDecision)
  /// Nothing was sent: the live object is being deleted. When it is gone, the next pass makes it anew.
  case beingDeleted(ApplyDecision)
  /// It was applied, because of that decision; in a dry run, as if. `wrote` says whether the server kept anything new: false
  /// where it found nothing to change.
  case applied(Object, because: ApplyDecision, wrote: Bool)

  /// Whether a request was sent.
  public var isApplied: Bool {
    if case .applied = self { true } else { false }
  }

  /// The object that the server answered with, where one was applied.
  public var object: Object? {
    if case .applied(let object, _, _) = self { object } else { nil }
  }
}
