/// Finds a few figures in the JMX exporter's answer while it streams past.
///
/// States: in the head, in the body, over. It keeps one line, cut at 512 bytes, whatever comes; a real answer has a megabyte in
/// 12,000 lines. The answer is that of HTTP/1.0: its body ends with the connection, and where the head told its length, a shorter
/// one was cut off.
struct FiguresScanner {
  /// The names, in lower case, as the exporter makes them of Kafka's MBeans with Koperator's rules.
  private enum Name {
    static let underReplicated = "kafka_server_replicamanager_underreplicatedpartitions"
    static let offlineReplicas = "kafka_server_replicamanager_offlinereplicacount"
    static let offlinePartitions = "kafka_controller_kafkacontroller_offlinepartitionscount"
    static let requestIdle = "kafka_server_kafkarequesthandlerpool_requesthandleravgidle_oneminuterate_percent"
  }

  private static let maximumLine = 512

  private var line: [UInt8] = []
  private var isInHead = true
  private var isFirstLine = true
  private var length: Int?
  private var count = 0
  /// What was found so far.
  private(set) var figures = FiguresState()
  /// Why the answer is none, in words.
  private(set) var problem: String?

  init() { line.reserveCapacity(Self.maximumLine) }

  /// How much of a line there is room for, in bytes.
  var lineCapacity: Int { line.capacity }

  /// Whether the head came, and said that what follows is what was asked for.
  var isInBody: Bool { !isInHead && problem == nil }

  /// Whether nothing is missing where the connection ends now.
  var isWhole: Bool { isInBody && count >= length ?? 0 }

  /// Takes bytes.
  mutating func scan(_ bytes: Span<UInt8>) {
    guard problem == nil else { return }
    for index in bytes.indices {
      let byte = bytes[index]
      if !isInHead { count += 1 }
      if byte == UInt8(ascii: "\n") {
        take()
        line.removeAll(keepingCapacity: true)
        if problem != nil { return }
      } else if line.count < Self.maximumLine {
        line.append(byte)
      }
    }
  }

  private mutating func take() {
    if isInHead { return takeHead() }
    guard line.first == UInt8(ascii: "k") || line.first == UInt8(ascii: "K") else { return }
    if let value = value(of: Name.underReplicated) { figures.underReplicated = UInt32(clamping: Int64(value)) }
    if let value = value(of: Name.offlineReplicas) { figures.offlineReplicas = UInt32(clamping: Int64(value)) }
    if let value = value(of: Name.offlinePartitions) { figures.offlinePartitions = UInt32(clamping: Int64(value)) }
    if let value = value(of: Name.requestIdle) {
      figures.requestIdlePermille = UInt32(clamping: Int64((value * 1000).rounded()))
    }
  }

  private mutating func takeHead() {
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    if isFirstLine {
      isFirstLine = false
      let text = String(decoding: line.prefix(80), as: UTF8.self)
      let words = text.split(separator: " ")
      guard words.count >= 2, words[0].hasPrefix("HTTP/1.") else {
        problem = "what answers is no HTTP server"
        return
      }
      if words[1] != "200" { problem = "the exporter answers \(text)" }
    } else if line.isEmpty {
      isInHead = false
    } else {
      let parts = line.split(separator: UInt8(ascii: ":"), maxSplits: 1)
      guard parts.count == 2, String(decoding: parts[0], as: UTF8.self).lowercased() == "content-length" else { return }
      length = Int(String(decoding: parts[1].drop { $0 == UInt8(ascii: " ") }, as: UTF8.self))
    }
  }

  /// The value of the line where it has that name, in any case, with labels or without; nil for another one, and for what is no
  /// number between 0 and 10^15.
  private func value(of name: String) -> Double? {
    let bytes = name.utf8
    guard line.count > bytes.count else { return nil }
    var index = 0
    for byte in bytes {
      let mine = line[index]
      guard (mine >= 0x41 && mine <= 0x5A ? mine | 0x20 : mine) == byte else { return nil }
      index += 1
    }
    if line[index] == UInt8(ascii: "{") {
      guard let end = line.lastIndex(of: UInt8(ascii: "}")) else { return nil }
      index = end + 1
    }
    guard index < line.count, line[index] == UInt8(ascii: " ") else { return nil }
    let text = line[index...].split(separator: UInt8(ascii: " "), omittingEmptySubsequences: true).first ?? []
    guard let value = Double(String(decoding: text, as: UTF8.self).filter { $0 != "\r" }), value >= 0, value < 1e15
    else {
      return nil
    }
    return value
  }
}
