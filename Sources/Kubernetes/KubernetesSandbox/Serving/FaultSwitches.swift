/// What can be made to go wrong on an embedded API server while it runs, for tests of its clients.
public struct FaultSwitches: Sendable {
  private let owner: ClusterOwner

  init(_ owner: ClusterOwner) { self.owner = owner }

  /// Ends all watches that are open.
  public func dropWatches() async { await owner.dropWatches() }

  /// Tells watches of each write only so much later; zero: at once.
  public func delayEvents(by delay: Duration) async { await owner.setFaults { $0.eventDelay = delay } }

  /// Lets lists show the state of this moment from now on; false: the present again. Single objects are always of the
  /// present.
  public func serveStaleLists(_ isOn: Bool) async { await owner.serveStaleLists(isOn) }

  /// Lets the next writes fail.
  ///
  /// - Parameters:
  ///   - afterDoing: Whether they are carried out all the same, as where an answer is lost.
  ///   - failure: What they are answered with.
  public func failWrites(
    _ count: Int, afterDoing: Bool = false,
    with failure: APIFailure = APIFailure(.internalError, "a fault switch makes this write fail")
  ) async {
    await owner.setFaults { faults in
      faults.failingWrites = count
      faults.failsAfterwards = afterDoing
      faults.failure = failure
    }
  }

  /// Lets the server seem to die behind a write, counted from 1: it is carried out, `crash` is called, and its client's
  /// connection is cut instead of an answer.
  public func crash(afterWrite count: Int, _ crash: @escaping @Sendable () -> Void = {}) async {
    await owner.setFaults { faults in
      faults.writesUntilCrash = count
      faults.onCrash = crash
    }
  }
}
