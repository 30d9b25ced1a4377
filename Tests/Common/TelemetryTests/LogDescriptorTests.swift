import Glibc
import Testing

@testable import Telemetry

@Suite struct LogDescriptorTests {
  /// A pipe: what is written to `input` is read from `output`.
  private struct Pipe: ~Copyable {
    let output: Int32
    let input: Int32

    init() throws {
      var ends: [Int32] = [0, 0]
      try #require(pipe(&ends) == 0)
      output = ends[0]
      input = ends[1]
    }

    deinit { close(input) }

    func read(_ most: Int = 1 << 17) -> String {
      var bytes = [UInt8](repeating: 0, count: most)
      let count = Glibc.read(output, &bytes, most)
      return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }
  }

  @Test func aLineReachesTheDescriptor() throws {
    let pipe = try Pipe()
    defer { close(pipe.output) }
    let sink = LogSink(descriptor: pipe.input)
    Logger(sink).info("message", [.count: "1"])
    #expect(pipe.read().hasSuffix("Z info message count=1\n"))
    #expect(sink.linesLost == 0)
  }

  @Test func aReaderThatIsGoneCostsLinesAndNotTheProgram() throws {
    // Other code of the test process may ignore the signal: here it would end the program.
    let before = signal(SIGPIPE, SIG_DFL)
    defer { signal(SIGPIPE, before) }
    let pipe = try Pipe()
    close(pipe.output)
    let sink = LogSink(descriptor: pipe.input)
    for _ in 0..<3 { Logger(sink).error("message") }
    #expect(sink.linesLost == 3)
    var pending = sigset_t()
    sigpending(&pending)
    #expect(sigismember(&pending, SIGPIPE) == 0)
  }

  @Test func aReaderThatDoesNotReadHoldsNobodyUpAndIsToldWhatItMissed() throws {
    let pipe = try Pipe()
    defer { close(pipe.output) }
    let sink = LogSink(descriptor: pipe.input)
    let long = String(repeating: "x", count: 1000)
    let started = ContinuousClock.now
    for _ in 0..<10_000 { Logger(sink).info("message", [.reason: long]) }
    // 10 MB into a pipe of 64 KiB: one wait of 20 ms, then none.
    #expect(ContinuousClock.now - started < .seconds(20))
    let lost = sink.linesLost
    #expect(lost > 9_000)
    while !pipe.read().isEmpty {
      var request = pollfd(fd: pipe.output, events: Int16(POLLIN), revents: 0)
      if poll(&request, 1, 0) == 0 { break }
    }
    Logger(sink).info("again")
    let text = pipe.read()
    #expect(text.contains("warning log lines were lost count=\(lost)\n"))
    #expect(text.hasSuffix("info again\n"))
    #expect(sink.linesLost == lost)
  }

  @Test func aDescriptorThatIsNotOpenLosesTheLine() {
    let sink = LogSink(descriptor: 1_000_000)
    Logger(sink).info("message")
    #expect(sink.linesLost == 1)
  }
}
