import Glibc
import Synchronization
import Testing
import Transport

struct ConnectionTests {
  @Test func whatAClientSendsComesBack() throws {
    try withLoops(2) { group in
      let record = Record()
      let listener = try Listener(anyPort, on: group) { TestHandler.echo(record, $0) }
      for _ in 0..<5 {
        let client = try BlockingClient(listener.address)
        let bytes = pattern(100_000)
        client.send(bytes)
        #expect(client.read(bytes.count) == bytes)
        client.closeOutput()
        #expect(client.read(1) == [])
      }
      eventually("all are closed") { listener.counters.open == 0 }
      #expect(listener.counters.accepted == 5)
      #expect(record.now.closed == 5)
      #expect(record.now.error == nil)
    }
  }

  @Test(arguments: ["[::1]:0", "unix"])
  func otherFamiliesWorkToo(_ kind: String) throws {
    try withLoops { group in
      let path = TestCertificates.shared.path("echo-\(getpid()).sock")
      let address = kind == "unix" ? NetworkAddress.unix(path) : try NetworkAddress(kind)
      let listener = try Listener(address, on: group) { TestHandler.echo(Record(), $0) }
      let record = Record()
      group.connect(to: listener.address, record) { connection, _ in connection.write([pattern(1_000)[...]]) }
      eventually("the echo came") { record.now.bytes == pattern(1_000) }
      listener.close()
      if kind == "unix" { #expect(access(path, F_OK) != 0) }
    }
  }

  @Test func theUnspecifiedIPv6AddressMeansIPv4Too() throws {
    try withLoops { group in
      let listener = try Listener(NetworkAddress("[::]:0"), on: group) { TestHandler.echo(Record(), $0) }
      let client = try BlockingClient(.loopback(port: try #require(listener.address.port)))
      client.send([1, 2, 3])
      #expect(client.read(3) == [1, 2, 3])
    }
  }

  @Test func aSocketFileOfADeadProcessIsTakenOver() throws {
    try withLoops { group in
      let path = TestCertificates.shared.path("stale-\(getpid()).sock")
      let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
      var address = sockaddr_un()
      address.sun_family = sa_family_t(AF_UNIX)
      withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
      let bound = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
        }
      }
      #expect(bound == 0)
      close(descriptor)
      let listener = try Listener(.unix(path), on: group) { TestHandler.echo(Record(), $0) }
      #expect(throws: TransportError.self) { try Listener(.unix(path), on: group) { _ in nil } }
      listener.close()
    }
  }

  @Test func aFileAtTheSocketsPathIsRefusedAndStays() throws {
    try withLoops { group in
      let path = TestCertificates.shared.path("file-\(getpid())")
      close(open(path, O_CREAT | O_WRONLY, 0o600))
      let error = #expect(throws: TransportError.self) { try Listener(.unix(path), on: group) { _ in nil } }
      #expect(error?.code == .addressInUse)
      #expect(access(path, F_OK) == 0)
    }
  }

  @Test func aSocketInAFolderThatDoesNotExistIsRefusedWithTheRemedy() throws {
    try withLoops { group in
      let address = NetworkAddress.unix("/nonexistent/socket")
      let error = #expect(throws: TransportError.self) { try Listener(address, on: group) { _ in nil } }
      #expect(error?.code == .addressNotAvailable)
      #expect(error?.message.contains("folder") == true)
    }
  }

  @Test func anAddressInUseIsRefusedAndFreeAfterClose() throws {
    try withLoops { group in
      let listener = try Listener(anyPort, on: group) { _ in nil }
      let error = #expect(throws: TransportError.self) { try Listener(listener.address, on: group) { _ in nil } }
      #expect(error?.code == .addressInUse)
      listener.close()
      listener.close()
      let again = try Listener(listener.address, on: group) { _ in nil }
      again.close()
    }
  }

  @Test func aSlowReaderHoldsTheWriterBackWithinItsBounds() throws {
    try withLoops { group in
      let size = 24 << 20
      let bytes = pattern(size)
      let record = Record()
      let listener = try Listener(anyPort, on: group) { connection in
        let handler = TestHandler(record, connection)
        var offset = 0
        let pump = { (connection: Connection) in
          while connection.isWritable, offset < size {
            let end = min(size, offset + 48 << 10)
            connection.write([bytes[offset..<end]])
            offset = end
            let queued = connection.queuedBytes
            record.change { $0.largestQueue = max($0.largestQueue, queued) }
          }
          if offset == size { connection.close() }
        }
        handler.onDrained = pump
        pump(connection)
        return handler
      }
      let client = try BlockingClient(listener.address, receiveBuffer: 16 << 10)
      var received: [UInt8] = []
      while received.count < size {
        guard let part = client.read(min(1 << 20, size - received.count)), !part.isEmpty else { break }
        received += part
      }
      #expect(received == bytes)
      #expect(client.read(1) == [])
      #expect(record.now.largestQueue <= (64 + 48) << 10)
      #expect(record.now.drained > 0)
      client.close()
      eventually("the server's end is closed") { record.now.closed == 1 }
      #expect(record.now.error == nil)
    }
  }

  @Test func manySmallSlicesGoOutInOrder() throws {
    try withLoops { group in
      let bytes = pattern(300_000)
      let listener = try Listener(anyPort, on: group) { connection in
        var slices: [ArraySlice<UInt8>] = []
        var start = 0
        while start < bytes.count {
          let end = min(bytes.count, start + 1 + start % 700)
          slices.append(bytes[start..<end])
          slices.append([])
          start = end
        }
        connection.write(slices)
        connection.close()
        return TestHandler(Record(), connection)
      }
      let client = try BlockingClient(listener.address)
      #expect(client.read(bytes.count + 1) == bytes)
    }
  }

  @Test func writingWithoutEndToOneWhoDoesNotReadAbortsTheConnection() throws {
    try withLoops { group in
      let record = Record()
      var configuration = ListenerConfiguration()
      configuration.limits.maximumQueuedBytes = 1 << 20
      let listener = try Listener(anyPort, on: group, configuration: configuration) { connection in
        let handler = TestHandler(record, connection)
        let chunk = pattern(256 << 10)
        for _ in 0..<64 { connection.write([chunk[...]]) }
        return handler
      }
      let client = try BlockingClient(listener.address)
      eventually("the connection is aborted") { record.now.closed == 1 }
      #expect(record.now.error?.code == .outboundQueueFull)
      client.close()
    }
  }

  @Test func aHalfClosedConnectionStillAnswers() throws {
    try withLoops { group in
      let record = Record()
      let listener = try Listener(anyPort, on: group) { connection in
        let handler = TestHandler(record, connection)
        handler.onInputClosed = { connection in
          connection.write([Array("goodbye".utf8)[...]])
          connection.close()
        }
        return handler
      }
      let client = try BlockingClient(listener.address)
      client.send([1])
      client.closeOutput()
      #expect(client.read(100) == Array("goodbye".utf8))
      eventually("the server's end is closed") { record.now.closed == 1 }
      #expect(record.now.inputClosed == 1)
    }
  }

  @Test func anEndOfOutputLeavesTheInputOpen() throws {
    try withLoops { group in
      let record = Record()
      let listener = try Listener(anyPort, on: group) { connection in
        connection.write([[7][...]])
        connection.closeOutput()
        connection.write([[8][...]])
        return TestHandler(record, connection)
      }
      let client = try BlockingClient(listener.address)
      #expect(client.read(10) == [7])
      client.send([1, 2, 3])
      client.closeOutput()
      eventually("the server's end is closed") { record.now.closed == 1 }
      #expect(record.now.bytes == [1, 2, 3])
      #expect(record.now.error == nil)
    }
  }

  @Test func aPeerThatVanishesIsAnErrorOfTheConnectionAlone() throws {
    try withLoops { group in
      let record = Record()
      let listener = try Listener(anyPort, on: group) { TestHandler(record, $0) }
      let client = try BlockingClient(listener.address)
      eventually("open") { record.now.isOpen }
      client.reset()
      eventually("closed") { record.now.closed == 1 }
      #expect(record.now.error?.code == .connectionReset)
      let other = try BlockingClient(listener.address)
      eventually("the next one is served") { listener.counters.accepted == 2 }
      other.close()
    }
  }

  @Test func whatIsWrittenAfterThePeerResetIsAnErrorAndNoSignal() throws {
    try withLoops { group in
      let record = Record()
      let listener = try Listener(anyPort, on: group) { connection in
        let handler = TestHandler(record, connection)
        handler.onBytes = { connection, _ in
          connection.pauseReading()
          for _ in 0..<1_000 { connection.write([pattern(10_000)[...]]) }
        }
        return handler
      }
      let client = try BlockingClient(listener.address)
      client.send([1])
      client.reset()
      eventually("closed") { record.now.closed == 1 }
      #expect(record.now.error?.code == .connectionReset)
    }
  }

  @Test func aPausedReaderHoldsItsPeerBack() throws {
    try withLoops { group in
      let record = Record()
      let connections = Mutex<LoopConfined<Connection>?>(nil)
      let listener = try Listener(anyPort, on: group) { connection in
        connection.pauseReading()
        let confined = LoopConfined(connection, on: connection.loop)
        connections.withLock { $0 = confined }
        return TestHandler(record, connection)
      }
      let client = try BlockingClient(listener.address)
      client.send(pattern(50_000))
      eventually("open") { record.now.isOpen }
      let confined = try #require(connections.withLock { $0 })
      confined.loop.executeAndWait {}
      #expect(record.now.bytes.isEmpty)
      confined.loop.execute { confined.withValue { $0.resumeReading() } }
      eventually("everything came") { record.now.bytes == pattern(50_000) }
    }
  }

  @Test func whatAPeerSentBeforeItEndedIsToldToAPausedReaderToo() throws {
    try withLoops { group in
      let record = Record()
      let listener = try Listener(anyPort, on: group) { connection in
        connection.pauseReading()
        connection.closeOutput()
        return TestHandler(record, connection)
      }
      let client = try BlockingClient(listener.address)
      client.send(pattern(100_000))
      client.close()
      eventually("closed") { record.now.closed == 1 }
      #expect(record.now.error == nil)
      #expect(record.now.bytes == pattern(100_000))
    }
  }

  @Test func connectionsOverTheCapAreClosedAtOnce() throws {
    try withLoops { group in
      var configuration = ListenerConfiguration()
      configuration.maximumConnections = 2
      let listener = try Listener(anyPort, on: group, configuration: configuration) {
        TestHandler.echo(Record(), $0)
      }
      let first = try BlockingClient(listener.address)
      let second = try BlockingClient(listener.address)
      eventually("two are open") { listener.counters.open == 2 }
      let third = try BlockingClient(listener.address)
      #expect((third.read(1) ?? []).isEmpty)
      #expect(listener.counters.refused == 1)
      first.close()
      eventually("one is open") { listener.counters.open == 1 }
      let fourth = try BlockingClient(listener.address)
      fourth.send([4])
      #expect(fourth.read(1) == [4])
      second.close()
    }
  }

  @Test func aConnectToNobodyIsRefused() throws {
    try withLoops { group in
      let listener = try Listener(anyPort, on: group) { _ in nil }
      listener.close()
      let record = Record()
      group.connect(to: listener.address, record)
      eventually("refused") { record.now.setupError != nil }
      #expect(record.now.setupError?.code == .connectionRefused)
      #expect(record.now.setupError?.isRetryable == true)
      let none = Record()
      group.connect(to: .unix("/nonexistent/socket"), none)
      eventually("refused") { none.now.setupError != nil }
      #expect(none.now.setupError?.code == .connectionRefused)
    }
  }

  @Test func aConnectionWhoseHandlerIsNilIsClosed() throws {
    try withLoops { group in
      let listener = try Listener(anyPort, on: group) { _ in nil }
      let client = try BlockingClient(listener.address)
      #expect(client.read(1) == [])
      client.close()
      eventually("closed") { listener.counters.open == 0 && listener.counters.accepted == 1 }
    }
  }

  @Test func aPeerThatNeitherReadsNorClosesIsGivenUpAtTheDeadline() throws {
    try withLoops { group in
      let record = Record()
      var configuration = ListenerConfiguration()
      configuration.limits.closeDeadline = .milliseconds(100)
      let listener = try Listener(anyPort, on: group, configuration: configuration) { connection in
        connection.write([pattern(32 << 20)[...]])
        connection.close()
        return TestHandler(record, connection)
      }
      let client = try BlockingClient(listener.address)
      eventually("given up") { record.now.closed == 1 }
      #expect(record.now.error?.code == .timedOut)
      client.close()
    }
  }

  @Test func stoppingTheLoopsEndsConnectionsAndTellsTheirHandlers() throws {
    let record = Record()
    let group = try EventLoopGroup(count: 2)
    let listener = try Listener(anyPort, on: group) { TestHandler(record, $0) }
    var clients: [BlockingClient] = []
    for _ in 0..<10 { clients.append(try BlockingClient(listener.address)) }
    eventually("all are open") { listener.counters.open == 10 }
    group.shutdown()
    #expect(record.now.closed == 10)
    #expect(record.now.error?.code == .loopUnavailable)
    #expect(listener.counters.open == 0)
    #expect(throws: TransportError.self) { try Listener(anyPort, on: group) { _ in nil } }
    for client in clients { #expect((client.read(1) ?? []).isEmpty) }
  }
}
