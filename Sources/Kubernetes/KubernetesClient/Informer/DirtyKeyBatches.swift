import Synchronization

/// The keys that became dirty, in batches, for one subscriber of a watch cache: each element holds what has changed since
/// the last was taken, every key once, in the order in which they first changed.
///
/// Whoever is slow gets larger batches, and slows down nobody. What waits is bounded by the number of different keys. It
/// ends when the task that reads is cancelled. It is read by one reader; letting it go ends the subscription.
public struct DirtyKeyBatches<Key: Hashable & Sendable>: AsyncSequence, Sendable {
  /// Keys.
  public typealias Element = [Key]
  /// It does not fail.
  public typealias Failure = Never

  let pending: PendingKeys<Key>
  let limit: Int

  /// A reader.
  public func makeAsyncIterator() -> Iterator { Iterator(pending: pending, limit: limit) }

  /// Reads batches.
  public struct Iterator: AsyncIteratorProtocol {
    let pending: PendingKeys<Key>
    let limit: Int

    /// The next keys, at least one; nil where the task is cancelled.
    public mutating func next(isolation actor: isolated (any Actor)? = #isolation) async -> [Key]? {
      await pending.next(atMost: limit)
    }
  }
}

/// What waits for one subscriber.
final class PendingKeys<Key: Hashable & Sendable>: Sendable {
  private let keys = Mutex(DirtyKeys<Key>())
  private let isDirty = Latest(false)

  /// How many keys wait.
  var count: Int { keys.withLock { $0.count } }

  func mark(_ marked: some Sequence<Key>) {
    keys.withLock { keys in
      for key in marked { keys.mark(key) }
      if !keys.isEmpty { isDirty.set(true) }
    }
  }

  func next(atMost limit: Int) async -> [Key]? {
    while !Task.isCancelled {
      let batch = keys.withLock { keys in
        let batch = keys.take(atMost: limit)
        if batch.isEmpty { isDirty.set(false) }
        return batch
      }
      if !batch.isEmpty { return batch }
      _ = await isDirty.changed(from: false)
    }
    return nil
  }
}
