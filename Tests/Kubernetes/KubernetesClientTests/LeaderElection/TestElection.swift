import KubernetesClient
import KubernetesObjects

/// An election with the clock and the requests that its shell would hold.
struct TestElection {
  var election: LeaderElection
  var now: Duration
  var timer: Duration?
  var read: Int?
  var written: (number: Int, lease: Lease, deadline: Duration)?
  var news: [String] = []
  var wall: Int64 = 1_000_000_000_000_000

  init(_ identity: String = "me", at now: Duration = .seconds(100), seed: UInt64 = 1) {
    self.now = now
    let key = ObjectKey(namespace: "test", name: "lease")
    election = LeaderElection(identity: identity, lease: key, seed: seed)
    carryOut(election.start(at: time))
  }

  /// One that leads since a write that began at second 100.
  static func leading(_ identity: String = "me") -> TestElection {
    var test = TestElection(identity)
    test.answer(.notFound)
    test.acknowledge(version: "1")
    test.news = []
    return test
  }

  var time: ClockReading { ClockReading(monotonic: now, wall: MicroTime(microsecondsSince1970: wall)) }

  mutating func carryOut(_ directives: [LeaderElectionDirective]) {
    for directive in directives {
      switch directive {
      case .read(let request, _): read = request
      case .write(let request, let lease, let deadline): written = (request, lease, deadline)
      case .startedLeading(let transitions): news.append("started \(transitions)")
      case .stoppedLeading(let loss): news.append("stopped \(loss)")
      case .holderChanged(let holder): news.append("holder \(holder ?? "nobody")")
      case .wait(let until): timer = until
      case .ended: news.append("ended")
      }
    }
  }

  /// Goes on by a time; timers that are due on the way ring.
  mutating func pass(_ duration: Duration) {
    let end = now + duration
    while let timer, timer <= end {
      wall += Int64((timer - now) / .microseconds(1))
      now = timer
      carryOut(election.wake(at: time))
      if self.timer == timer { break }
    }
    wall += Int64((end - now) / .microseconds(1))
    now = end
  }

  /// Answers the read, else the write.
  mutating func answer(_ answer: LeaseAnswer) {
    guard let number = read ?? written?.number else { return }
    if read != nil { read = nil } else { written = nil }
    carryOut(election.receive(answer, of: number, at: time))
  }

  /// Answers the write: the lease was written and has this version now.
  mutating func acknowledge(version: String) {
    guard var lease = written?.lease else { return }
    lease.metadata.resourceVersion = version
    lease.metadata.uid = "lease"
    answer(.written(lease))
  }

  /// A lease that somebody holds.
  static func lease(
    _ holder: String?, version: String, renewed: Int64 = 0, seconds: Int? = 15, labels: [String: String] = [:]
  ) -> Lease {
    Lease(
      metadata: ObjectMeta(
        name: "lease", namespace: "test", uid: "lease", resourceVersion: version, labels: labels),
      spec: LeaseSpec(
        holderIdentity: holder, leaseDurationSeconds: seconds, acquireTime: MicroTime(microsecondsSince1970: 0),
        renewTime: MicroTime(microsecondsSince1970: renewed), leaseTransitions: 4))
  }
}
