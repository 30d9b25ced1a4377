import GRPC
import Synchronization
import Testing
import XDS

@testable import XDSServer

/// Sends every message back; `[0]` ends the call, `[9]` is answered with more than a caller ever reads.
final class EchoService: GRPCService {
  static let path = "/test.Echo/Echo"

  private struct State {
    var peers: [GRPCPeer] = []
    var calls: [any GRPCServiceCall] = []
    var begun = 0
    var ended = 0
  }

  private final class Handler: GRPCCallHandler {
    let service: EchoService
    let call: any GRPCServiceCall

    init(_ service: EchoService, _ call: any GRPCServiceCall) {
      self.service = service
      self.call = call
    }

    func received(_ message: [UInt8], at now: Duration) {
      switch message {
      case [0]: call.finish(GRPCStatus(.failedPrecondition, "as you wish"))
      case [9]: for _ in 0..<64 { call.send([UInt8](repeating: 9, count: 1 << 20)) }
      default: call.send(message)
      }
    }

    func ended(at now: Duration) { service.state.withLock { $0.ended += 1 } }
  }

  private let state = Mutex(State())

  var methods: [String: Int] { [Self.path: 100] }
  var peers: [GRPCPeer] { state.withLock { $0.peers } }
  var begun: Int { state.withLock { $0.begun } }
  var ended: Int { state.withLock { $0.ended } }

  func begin(_ call: any GRPCServiceCall, _ head: GRPCCallHead, from peer: GRPCPeer) -> (any GRPCCallHandler)? {
    state.withLock { state in
      state.peers.append(peer)
      state.calls.append(call)
      state.begun += 1
    }
    return Handler(self, call)
  }

  func shutdown() {
    for call in state.withLock({ $0.calls }) { call.finish(GRPCStatus(.unavailable, "the echo shuts down")) }
  }
}

extension XDSServerTests {
  @Test func anotherServiceAndXDSShareAConnection() async throws {
    let service = EchoService()
    let fixture = try Fixture(services: [service])
    try fixture.server.publish(resources(["a"]), to: Fixture.group)
    let proxy = try fixture.proxy()
    let call = proxy.call(EchoService.path)
    let stream = proxy.openDelta()
    proxy.send([1, 2, 3], on: call)
    proxy.ask(stream, .cluster)
    #expect(try await proxy.nextMessage(call) == [1, 2, 3])
    #expect(try await proxy.next(stream)?.names == ["a"])
    proxy.send([4], on: call)
    #expect(try await proxy.nextMessage(call) == [4])
    let progress = await fixture.server.progress(of: Fixture.group)
    #expect(progress.streams == 1)
    #expect(service.peers.map(\.isLocal) == [true])
    #expect(service.peers.map(\.certificate) == [nil])
  }

  @Test func aServiceEndsItsCallsAndIsToldOnce() async throws {
    let service = EchoService()
    let fixture = try Fixture(services: [service])
    let proxy = try fixture.proxy()
    let call = proxy.call(EchoService.path)
    proxy.send([0], on: call)
    let end = try await proxy.end(call)
    #expect(end.code == "9" && end.message == "as you wish")
    #expect(await eventually { service.ended == 1 })
    // A caller that says no more ends its call.
    let second = proxy.call(EchoService.path)
    proxy.send([5], on: second)
    #expect(try await proxy.nextMessage(second) == [5])
    proxy.halfClose(second)
    #expect(try await proxy.end(second).code == "0")
    // One that resets its call ends it.
    let third = proxy.call(EchoService.path)
    proxy.send([6], on: third)
    #expect(try await proxy.nextMessage(third) == [6])
    proxy.reset(third)
    #expect(await eventually { service.ended == 3 })
    #expect(service.begun == 3)
  }

  @Test func aMessageThatIsTooLongForItsServiceEndsTheCallAndNotTheConnection() async throws {
    let service = EchoService()
    let fixture = try Fixture(services: [service])
    try fixture.server.publish(resources(["a"]), to: Fixture.group)
    let proxy = try fixture.proxy()
    let call = proxy.call(EchoService.path)
    proxy.send([UInt8](repeating: 7, count: 100), on: call)
    #expect(try await proxy.nextMessage(call)?.count == 100)
    proxy.send([UInt8](repeating: 7, count: 101), on: call)
    #expect(try await proxy.end(call).code == "8")
    #expect(await eventually { service.ended == 1 })
    let stream = proxy.openDelta()
    proxy.ask(stream, .cluster, [String(repeating: "a", count: 200)])
    #expect(try await proxy.next(stream) != nil)
  }

  @Test func aMethodThatNoServiceHasIsUnimplemented() async throws {
    let fixture = try Fixture(services: [EchoService()])
    let proxy = try fixture.proxy()
    #expect(try await proxy.end(proxy.call("/test.Echo/Other")).code == "12")
    let without = try Fixture()
    let stranger = try without.proxy()
    #expect(try await stranger.end(stranger.call(EchoService.path)).code == "12")
  }

  @Test func aConnectionThatEndsEndsItsCalls() async throws {
    let service = EchoService()
    let fixture = try Fixture(services: [service])
    for _ in 0..<3 {
      let proxy = try fixture.proxy()
      let call = proxy.call(EchoService.path)
      proxy.send([1], on: call)
      #expect(try await proxy.nextMessage(call) == [1])
    }
    #expect(await eventually { service.ended == 3 })
  }

  @Test func aCallerThatDoesNotReadLosesItsCall() async throws {
    let service = EchoService()
    let fixture = try Fixture(services: [service])
    let socket = try TestSocket(port: try #require(fixture.server.address.port))
    let proxy = Proxy(socket)
    let call = proxy.call(EchoService.path)
    proxy.send([9], on: call)
    #expect(await eventually { service.ended == 1 })
  }

  @Test func shutdownEndsTheCallsOfServices() async throws {
    let service = EchoService()
    let fixture = try Fixture(services: [service]) { $0.shutdownGrace = .seconds(300) }
    let proxy = try fixture.proxy()
    let call = proxy.call(EchoService.path)
    proxy.send([1], on: call)
    #expect(try await proxy.nextMessage(call) == [1])
    let server = fixture.server
    let ending = Task.detached { server.shutdown() }
    let end = try await proxy.end(call)
    #expect(end.code == "14" && end.message == "the echo shuts down")
    await ending.value
  }
}
