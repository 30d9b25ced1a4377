/// How much the store remembers, and how large an object may be.
struct StoreLimits: Sendable {
  /// The writes of one resource that are remembered.
  var historyCount = 20_000
  /// The bytes of the objects of these writes.
  var historyBytes = 64 << 20
  /// The bytes of one object: etcd's bound (`--max-request-bytes`).
  var objectBytes = 3 << 19
  /// How long an event is kept, in seconds (kube-apiserver's `--event-ttl`).
  var eventSeconds: Int64 = 3600
  /// How many objects whose owner is gone are looked at in one go.
  var garbageCount = 2_000
}
