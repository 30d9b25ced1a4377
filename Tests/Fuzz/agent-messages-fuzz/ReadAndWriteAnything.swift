import AgentAPI
import BrokerAgent
import Protobuf

/// What libFuzzer calls: arbitrary bytes as a server's message, read by protobuf-c and by Swift, and as the texts and numbers of
/// a report, written by the one and read by the other.
@_cdecl("LLVMFuzzerTestOneInput")
public func readAndWriteAnything(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
  guard let mode = input.first else { return 0 }
  if mode & 1 == 0 { read(Array(input.dropFirst())) } else { write(input.dropFirst()) }
  return 0
}

/// Where both take a message, both understand the same; and so they do of what Swift makes of it.
///
/// Of a message that is there twice protobuf-c 1.4 takes numbers from the last one alone, where they should be merged. Nobody
/// writes such a thing.
private func read(_ bytes: [UInt8]) {
  guard let message = MessageDecoder.decode(bytes), let other = try? ServerMessage(serialized: bytes) else { return }
  precondition(isSame(message, other) || hasDoubles(bytes), "\(message) is not \(other)")
  let again = other.serialized()
  guard again.count <= MessageDecoder.maximumSize else { return }
  // It may take more memory than the agent gives.
  guard let read = MessageDecoder.decode(again) else { return }
  precondition(isSame(read, other), "\(read) is not \(other)")
}

private func isSame(_ message: AgentInput, _ other: ServerMessage) -> Bool {
  switch (message, other.message) {
  case (.welcome(let one), .welcome(let two)):
    one.lastSequence == two.lastSequence && one.intervalMilliseconds == two.intervalMs
  case (.sampling(let one), .sampling(let two)): one == two.intervalMs
  case (.unknown, nil): true
  default: false
  }
}

/// Whether a field of the bytes, which are a message, is there more than once.
private func hasDoubles(_ bytes: [UInt8]) -> Bool {
  var rest = bytes[...]
  func varint() -> UInt64 {
    var (value, shift): (UInt64, UInt64) = (0, 0)
    while let byte = rest.popFirst() {
      value |= UInt64(byte & 0x7F) << shift
      shift += 7
      if byte < 0x80 { break }
    }
    return value
  }
  var seen: Set<UInt64> = []
  while !rest.isEmpty {
    let tag = varint()
    if !seen.insert(tag >> 3).inserted { return true }
    switch tag & 7 {
    case 0: _ = varint()
    case 1: rest = rest.dropFirst(8)
    case 2:
      let count = Int(clamping: varint())
      rest = rest.dropFirst(count)
    case 5: rest = rest.dropFirst(4)
    // Groups, which are passed over.
    default: break
    }
  }
  return false
}

/// Whatever is in a report, the server reads it, and would write the same.
private func write(_ input: ArraySlice<UInt8>) {
  var rest = input
  func text() -> String {
    let count = Int(rest.popFirst() ?? 0) * 24
    defer { rest = rest.dropFirst(count) }
    return String(decoding: rest.prefix(count), as: UTF8.self)
  }
  func number() -> UInt64 {
    let bytes = rest.prefix(8)
    rest = rest.dropFirst(8)
    return bytes.reduce(0) { $0 << 8 | UInt64($1) }
  }
  var state = BrokerState()
  state.process.problem = text()
  state.process.residentBytes = number()
  state.process.seen = .nanoseconds(Int64(bitPattern: number()))
  state.kafka.listener = text()
  state.kafka.nodeID = Int32(truncatingIfNeeded: number())
  state.kafka.status = AnswerStatus(rawValue: UInt8(number() % 7)) ?? .unknown
  while !rest.isEmpty, state.logDirs.count < 20 {
    var listener = ListenerState(name: text(), port: UInt16(truncatingIfNeeded: number()))
    if number() % 2 == 0 {
      var certificate = CertificateState()
      certificate.subject = text()
      certificate.notAfter = Int64(bitPattern: number())
      listener.certificate = certificate
    }
    state.listeners.append(listener)
    var dir = LogDirState(path: text())
    dir.status = LogDirState.Status(rawValue: UInt8(number() % 8)) ?? .unknown
    dir.problem = text()
    if number() % 2 == 0 {
      var partitions = PartitionsState()
      partitions.stray.bytes = number()
      dir.partitions = partitions
    }
    state.logDirs.append(dir)
  }
  let broker = WatchedBroker(
    namespace: text(), cluster: text(), id: Int32(truncatingIfNeeded: number()), podName: text(), podUID: text(),
    address: text())
  var report = BrokerAgent.BrokerReport(number: 1, sequence: number(), of: broker, state)
  report.removedLogDirs = [text(), text()]
  let bytes = MessageEncoder.encode(.report(report), at: .nanoseconds(Int64(bitPattern: number())))
  guard let message = try? AgentMessage(serialized: bytes) else { preconditionFailure("the server cannot read it") }
  precondition(message.serialized() == bytes)
}
