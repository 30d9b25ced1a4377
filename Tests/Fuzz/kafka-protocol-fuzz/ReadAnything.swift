import KafkaProtocol

/// What libFuzzer calls: the first byte chooses what the rest is read as.
@_cdecl("LLVMFuzzerTestOneInput")
public func readAnything(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
  guard let choice = input.first else { return 0 }
  let rest = input.dropFirst()
  switch choice % 6 {
  case 0, 1: Subjects.message(isRequest: choice % 6 == 0, rest)
  case 2: Subjects.data(rest)
  case 3: Subjects.batches(rest)
  case 4: Subjects.frames(rest)
  default: Subjects.sasl(rest)
  }
  return 0
}

/// What is read, and what must hold of it.
enum Subjects {
  /// Two bytes choose an API and a version, one version on either side of those that there are included.
  static func message(isRequest: Bool, _ input: ArraySlice<UInt8>) {
    guard let choice = input.first, let step = input.dropFirst().first else { return }
    let key = KafkaAPI.all[Int(choice) % KafkaAPI.all.count]
    guard let versions = KafkaAPI.versions(of: key) else { preconditionFailure("an API without versions") }
    let version = versions.lowerBound - 1 + Int16(Int(step) % (versions.count + 2))
    let bytes = input.dropFirst(2)
    if isRequest {
      if let request = try? KafkaAPI.decodeRequest(key, version: version, bytes) { check(request, version) }
    } else {
      if let response = try? KafkaAPI.decodeResponse(key, version: version, bytes) { check(response, version) }
    }
  }

  /// Messages that no API has.
  static func data(_ input: ArraySlice<UInt8>) {
    guard let choice = input.first, let step = input.dropFirst().first else { return }
    let types: [any KafkaMessage.Type] = [
      RequestHeader.self, ResponseHeader.self, ConsumerProtocolSubscription.self, ConsumerProtocolAssignment.self,
      OffsetCommitKey.self, OffsetCommitValue.self, GroupMetadataKey.self, GroupMetadataValue.self,
    ]
    let type = types[Int(choice) % types.count]
    read(type, Int16(step % 8), input.dropFirst(2))
  }

  private static func read<Message: KafkaMessage>(
    _ type: Message.Type, _ version: Int16, _ bytes: ArraySlice<UInt8>
  ) {
    if let message = try? Message.decode(bytes, version: version) { check(message, version) }
  }

  /// What was read can be written, and is then read as the same. Bytes are compared, because no number that is none (NaN) is
  /// equal to itself; they need not be those that came, because a number can be written in more bytes than it needs.
  private static func check<Message: KafkaMessage>(_ message: Message, _ version: Int16) {
    precondition(Message.validVersions.contains(version), "a version was read that there is not")
    let written: [UInt8]
    do { written = try message.encoded(version: version) } catch {
      preconditionFailure("what was read cannot be written: \(error)")
    }
    let again: Message
    do { again = try Message.decode(written[...], version: version) } catch {
      preconditionFailure("what was written cannot be read: \(error)")
    }
    precondition((try? again.encoded(version: version)) == written, "what was written is read as something else")
  }

  /// Record batches: reading never traps, and records that are valid make a batch that is.
  static func batches(_ input: ArraySlice<UInt8>) {
    var batches = RecordBatches(input)
    while let batch = (try? batches.nextWhole()) ?? nil {
      precondition(batch.size >= 61 && batch.size <= input.count, "a batch of a size that it cannot have")
      _ = (batch.lastOffset, batch.nextOffset, batch.lastSequence, batch.maxTimestamp, batch.timestampType)
      try? batch.validate()
      var placed = batch
      placed.place(at: Int64.max, leaderEpoch: 1)
      precondition(placed.hasValidChecksum == batch.hasValidChecksum, "placing a batch changed its checksum")
      guard let records = try? batch.records() else { continue }
      // A record has seven bytes at least.
      precondition(records.count <= batch.size / 7, "more records than bytes")
      guard !records.isEmpty else { continue }
      placed.stamp(appendedAt: 5)
      precondition(placed.hasValidChecksum, "a stamp left a wrong checksum")
      rebuild(batch, records)
    }
  }

  private static func rebuild(_ batch: RecordBatch, _ records: [Record]) {
    var builder = RecordBatchBuilder()
    builder.baseOffset = batch.baseOffset
    for record in records {
      do {
        try builder.append(
          key: record.key, value: record.value, headers: record.headers, timestamp: record.timestamp)
      } catch { preconditionFailure("a record that was read cannot be written: \(error)") }
    }
    let bytes = builder.finish()
    guard let made = try? RecordBatch(prefixOf: bytes[...]), made.size == bytes.count, (try? made.validate()) != nil,
      let again = try? made.records()
    else { preconditionFailure("a batch that was built is not valid") }
    precondition(again.count == records.count, "a batch that was built has other records")
    for (one, other) in zip(again, records) {
      precondition(one.key == other.key && one.value == other.value, "a record changed")
      precondition(one.timestamp == other.timestamp && one.headers == other.headers, "a record changed")
    }
  }

  /// Frames: however the stream is cut, the same frames come out, and no more is kept than came.
  static func frames(_ input: ArraySlice<UInt8>) {
    guard let step = input.first else { return }
    let stream = input.dropFirst()
    var whole = FrameReader(maximumSize: 4096)
    var cut = FrameReader(maximumSize: 4096)
    let expected = try? whole.frames(in: stream)
    var found: [ArraySlice<UInt8>] = []
    var hasFailed = false
    var rest = stream
    while !rest.isEmpty, !hasFailed {
      let size = min(rest.count, Int(step % 16) + 1)
      do { found += try cut.frames(in: rest.prefix(size)) } catch { hasFailed = true }
      rest = rest.dropFirst(size)
      precondition(cut.pendingBytes <= 4100, "more is kept than the largest frame")
    }
    precondition(hasFailed == (expected == nil), "a stream fails only in one of the two cuts")
    guard let expected else { return }
    precondition(found.count == expected.count, "the cut changed the frames")
    for (one, other) in zip(found, expected) { precondition(one == other, "the cut changed a frame") }
  }

  /// SASL: nobody gets in by chance.
  static func sasl(_ input: ArraySlice<UInt8>) {
    if let plain = try? PlainMessage(parsing: Array(input)) {
      precondition((try? PlainMessage(parsing: plain.encoded())) == plain, "a PLAIN message changed")
    }
    var parts = input.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false).map { Array($0) }
    if parts.count < 2 { parts.append([]) }
    // The keys of no password.
    let credential = ScramCredential(
      salt: [1, 2], iterations: 4096, storedKey: Array(repeating: 7, count: 32),
      serverKey: Array(repeating: 9, count: 32))
    var server = ScramServer(.sha256, nonce: "server")
    if (try? server.receive(parts[0])) != nil {
      guard (try? server.challenge(credential)) != nil else { preconditionFailure("there was no challenge") }
      precondition((try? server.finish(parts[1])) == nil, "a client got in without a password")
    }
    var client = ScramClient(.sha256, username: "user", password: "password", nonce: "client", maximumIterations: 4096)
    guard (try? client.begin()) != nil else { preconditionFailure("the client does not begin") }
    if (try? client.answer(parts[0])) != nil {
      precondition((try? client.finish(parts[1])) == nil, "a server was believed without a proof")
    }
  }
}
