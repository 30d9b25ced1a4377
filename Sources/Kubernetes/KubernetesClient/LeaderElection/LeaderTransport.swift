/// A transport that lets writes through only while this process leads. Its reads and watches always go through.
///
/// Before each write it asks the election how long it may take, and the write ends by then: before anybody else can
/// take the lease. When the lease is lost, the writes under way are cancelled, and all later ones are refused with
/// `.notLeading`. It is of one time of leading: it stays shut when the process leads again, which brings another one.
///
/// A write that has begun goes to its end though its caller is cancelled; give it a time (`within`) where that matters.
/// It must never begin a write without the election's leave, however long the process stood still before.
public final class LeaderTransport: APITransport {
  private let base: any APITransport
  private let term: LeaderTerm

  init(_ base: any APITransport, _ term: LeaderTerm) {
    self.base = base
    self.term = term
  }

  /// Whether this time of leading may still have writes, as far as it is known without looking at the clock.
  public var isOpen: Bool { !term.isOver }

  /// Sends a read as it is, and a write within what is left of the lease.
  public func send(_ request: APIRequest, within time: Duration?) async throws(ClientError) -> APIAnswer {
    guard request.isWrite else { return try await base.send(request, within: time) }
    let base = base
    return try await term.write(request.subject) { leave throws(ClientError) in
      var bounded = request
      bounded.notAfter = min(leave.deadline, request.notAfter ?? leave.deadline)
      return try await base.send(bounded, within: min(leave.left, time ?? leave.left))
    }
  }

  /// Begins a watch.
  public func watch(_ request: APIRequest) async throws(ClientError) -> WatchBytes { try await base.watch(request) }
}

extension APIRequest {
  /// Whether the request is to change something: it is not a read, a rehearsal, or a question about permissions.
  var isWrite: Bool {
    if method == .get || query.contains(QueryItem("dryRun", "All")) { return false }
    return !["authorization.k8s.io", "authentication.k8s.io"].contains(subject.group) || method != .post
  }
}
