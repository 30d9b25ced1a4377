import Foundation
import Glibc
import Testing
import Transport

/// What needs a process of its own: descriptors are counted and limited for the whole process.
struct ResourceTests {
  @Test func nothingIsLeftOpenAfterShutdown() async {
    await #expect(processExitsWith: .success) {
      let context = try TestCertificates.shared.server()
      let client = try TestCertificates.shared.client()
      // What the runtime opens once (random numbers, time zones) is not counted.
      try useEverything(context, client)
      let before = openDescriptors()
      for _ in 0..<3 { try useEverything(context, client) }
      let after = openDescriptors()
      guard after == before else {
        print("\(before) descriptors before, \(after) after")
        exit(1)
      }
    }
  }

  @Test func aListenerThatHasNoDescriptorsWaitsInsteadOfSpinning() async {
    await #expect(processExitsWith: .success) {
      let group = try EventLoopGroup(count: 1)
      let listener = try Listener(anyPort, on: group) { TestHandler.echo(Record(), $0) }
      // The client's end needs a descriptor; then there is none for the server's.
      let client = try BlockingClient(listener.address)
      client.send([1])
      guard client.read(1) == [1] else { exit(1) }
      let spare = dup(0)
      var limit = rlimit(rlim_cur: rlim_t(spare + 1), rlim_max: rlim_t(spare + 1))
      var old = rlimit()
      getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &old)
      limit.rlim_max = old.rlim_max
      close(spare)
      setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
      let second = try BlockingClient(listener.address)
      let start = clock()
      let deadline = MonotonicClock.now + .milliseconds(450)
      while MonotonicClock.now < deadline { usleep(10_000) }
      let busy = Double(clock() - start) / Double(CLOCKS_PER_SEC)
      let pauses = listener.counters.exhausted
      guard pauses >= 2, pauses < 20, busy < 0.2 else {
        print("\(pauses) pauses, \(busy) s of CPU")
        exit(2)
      }
      setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &old)
      second.send([2])
      guard second.read(1) == [2] else { exit(3) }
      group.shutdown()
    }
  }
}

private func openDescriptors() -> Int {
  (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? -1
}

private func useEverything(_ server: TLSContext, _ client: TLSContext) throws {
  let group = try EventLoopGroup(count: 2)
  let plain = try Listener(anyPort, on: group) { TestHandler.echo(Record(), $0) }
  let sealed = try Listener(anyPort, on: group, tls: server) { TestHandler.echo(Record(), $0) }
  let open = Record()
  let tls = Record()
  group.connect(to: plain.address, open) { connection, _ in connection.write([[1][...]]) }
  group.connect(to: sealed.address, with: ConnectConfiguration(tls: client), tls) { connection, _ in
    connection.write([[1][...]])
  }
  let silent = try BlockingClient(sealed.address)
  let deadline = MonotonicClock.now + .seconds(10)
  while open.now.bytes.isEmpty || tls.now.bytes.isEmpty || sealed.counters.open < 2 {
    guard MonotonicClock.now < deadline else { exit(9) }
    usleep(1_000)
  }
  group.shutdown()
  silent.close()
}
