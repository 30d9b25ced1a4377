/// The state of a group of the classic protocol; the texts are those that ListGroups and DescribeGroups say.
enum GroupState: String, Sendable {
  /// No members; it may hold offsets.
  case empty = "Empty"
  /// It waits until all members have joined again.
  case preparingRebalance = "PreparingRebalance"
  /// All have joined; it waits for the leader's assignment.
  case completingRebalance = "CompletingRebalance"
  /// Every member has its assignment.
  case stable = "Stable"
  /// It is being deleted.
  case dead = "Dead"
}
