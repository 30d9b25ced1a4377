public import JSON

/// Whether an apply of an object would change the live one, or the record of what its manager owns there; and where.
///
/// It compares what is desired with the live object along the fields that the manager owns. Fields of others and
/// defaults of the server beside ours are no differences; a field that is no longer desired is one, for as long as the
/// record names it. The names of list maps and sets come from the record as well, so that no schema is needed. It errs on
/// one side: what it calls unchanged, the server would leave as it is. Two things it means to leave: members that are
/// desired empty are not claimed, and a port or an address for which nothing is asked stays what the server gave.
public struct ApplyDecision: Sendable, Hashable {
  /// What an apply is needed for.
  public enum Reason: Sendable, Hashable {
    /// Nothing: the object is as it is desired.
    case unchanged
    /// There is no object.
    case absent
    /// This manager never applied it: others made it, or an earlier program did.
    case neverApplied
    /// It was applied in that other version of the API, whose record cannot be compared.
    case otherVersion(String)
    /// The differences.
    case differs
  }

  /// What an apply is needed for.
  public let reason: Reason
  /// Where desired and live object differ, at most `maximumDifferences` of them.
  public let differences: [FieldDifference]
  /// Whether the live object is being deleted, and waits for its finalizers.
  public let isBeingDeleted: Bool
  /// Stands for the differences with the live values there: the same differences, the same print. Within this process.
  let fingerprint: Int

  /// How many differences are kept for the logs.
  public static let maximumDifferences = 32

  /// Whether an apply is not needed.
  public var isUnchanged: Bool { reason == .unchanged }

  /// Whether a finalizer that this manager has applied is to go.
  public var removesFinalizer: Bool {
    let finalizers: [FieldPath.Element] = [.member("metadata"), .member("finalizers")]
    return differences.contains { $0.kind == .removed && $0.path.elements.starts(with: finalizers) }
  }

  /// Compares.
  ///
  /// - Parameters:
  ///   - desired: the object as it would be applied, with `apiVersion` and `kind`.
  ///   - live: the object as the server has it, with at least this manager's entries of `managedFields`; nil where there
  ///     is none.
  ///   - subresource: the part that is applied, as `status`; empty for the object itself, of which `status` is no part.
  public init(applying desired: JSONValue, to live: JSONValue?, fieldManager: String, subresource: String = "") {
    guard let live else {
      self.init(reason: .absent, differences: [], isBeingDeleted: false, fingerprint: 0)
      return
    }
    let applied = AppliedFields(of: fieldManager, subresource: subresource, in: live)
    let version = desired["apiVersion"]?.stringValue ?? ""
    let isComparable = applied?.apiVersion == version
    var comparison = ApplyComparison(kind: APIKind(of: desired), subresource: subresource)
    comparison.compareObjects(desired, live, isComparable ? applied?.owned : nil)
    let reason: Reason
    switch applied {
    case nil: reason = .neverApplied
    case let applied? where !isComparable: reason = .otherVersion(applied.apiVersion)
    default: reason = comparison.count == 0 ? .unchanged : .differs
    }
    self.init(
      reason: reason, differences: comparison.differences,
      isBeingDeleted: live["metadata"]?["deletionTimestamp"]?.stringValue != nil, fingerprint: comparison.fingerprint)
  }

  private init(reason: Reason, differences: [FieldDifference], isBeingDeleted: Bool, fingerprint: Int) {
    self.reason = reason
    self.differences = differences
    self.isBeingDeleted = isBeingDeleted
    self.fingerprint = fingerprint
  }
}

extension ApplyDecision: CustomStringConvertible {
  /// `spec.replicas changed, data.a removed`.
  public var description: String {
    let fields = differences.map(\.description).joined(separator: ", ")
    switch reason {
    case .unchanged: return "unchanged"
    case .absent: return "there is none"
    case .neverApplied: return fields.isEmpty ? "never applied" : "never applied: \(fields)"
    case .otherVersion(let version): return "applied in version \(version)" + (fields.isEmpty ? "" : ": \(fields)")
    case .differs: return fields
    }
  }
}
