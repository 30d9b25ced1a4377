import Glibc

/// Finds a few figures in the JMX exporter's answer while it streams past.
///
/// States: in the head, in the body, over. It keeps one line, cut at 512 bytes, whatever comes; a real answer has a megabyte in
/// 12,000 lines. The answer is that of HTTP/1.0: its body ends with the connection, and where the head told its length, a shorter
/// one was cut off.
struct FiguresScanner {
  /// How a figure is called: by a metric alone, or by a metric with the MBean's name as its label. Both in lower case.
  private struct Name {
    let metric: String
    var bean: String?
  }

  /// As the exporter makes them of Kafka's MBeans with Koperator's rules, and as it does without rules.
  private enum Names {
    static let underReplicated = [
      Name(metric: "kafka_server_replicamanager_underreplicatedpartitions"),
      Name(metric: "kafka_server_replicamanager_value", bean: "underreplicatedpartitions"),
    ]
    static let offlineReplicas = [
      Name(metric: "kafka_server_replicamanager_offlinereplicacount"),
      Name(metric: "kafka_server_replicamanager_value", bean: "offlinereplicacount"),
    ]
    static let offlinePartitions = [
      Name(metric: "kafka_controller_kafkacontroller_offlinepartitionscount"),
      Name(metric: "kafka_controller_kafkacontroller_value", bean: "offlinepartitionscount"),
    ]
    static let requestIdle = [
      Name(metric: "kafka_server_kafkarequesthandlerpool_requesthandleravgidle_oneminuterate_percent"),
      Name(metric: "kafka_server_kafkarequesthandlerpool_oneminuterate", bean: "requesthandleravgidlepercent"),
    ]
  }

  private static let maximumLine = 512
  /// What the names begin with, each as long.
  private static let beginnings = ["kafka_server_r", "kafka_server_k", "kafka_controll"]
  private static let beginning = 14

  private var line: [UInt8] = []
  private var isInHead = true
  private var isFirstLine = true
  /// Whether the rest of the line is of no use.
  private var isPassedOver = false
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
    unsafe bytes.withUnsafeBufferPointer { buffer in
      var rest = unsafe buffer
      while let start = rest.baseAddress, problem == nil {
        // By the system's search for the end of the line, as nearly all lines are passed over.
        let found = unsafe memchr(start, Int32(UInt8(ascii: "\n")), rest.count)
        let length = unsafe found.map { unsafe UnsafeRawPointer($0) - UnsafeRawPointer(start) } ?? rest.count
        unsafe keep(UnsafeBufferPointer(rebasing: rest.prefix(length)))
        if !isInHead { count += length + (unsafe found == nil ? 0 : 1) }
        guard unsafe found != nil else { return }
        take()
        line.removeAll(keepingCapacity: true)
        isPassedOver = false
        unsafe rest = UnsafeBufferPointer(rebasing: rest.dropFirst(length + 1))
      }
    }
  }

  /// Keeps a piece of a line, unless it is the beginning of one that is of no use.
  private mutating func keep(_ piece: UnsafeBufferPointer<UInt8>) {
    if line.isEmpty, !isInHead, let first = unsafe piece.first {
      let mayBeWanted =
        unsafe first | 0x20 == UInt8(ascii: "k") && (piece.count < Self.beginning || Self.isWanted(piece))
      if !mayBeWanted { isPassedOver = true }
    }
    guard !isPassedOver else { return }
    unsafe line.append(contentsOf: piece.prefix(Self.maximumLine - line.count))
  }

  /// Whether one of the names begins so.
  private static func isWanted(_ piece: UnsafeBufferPointer<UInt8>) -> Bool {
    beginnings.contains { begin in
      var index = 0
      for byte in begin.utf8 {
        guard unsafe piece[index] | 0x20 == byte | 0x20 else { return false }
        index += 1
      }
      return true
    }
  }

  private mutating func take() {
    if isInHead { return takeHead() }
    guard line.first == UInt8(ascii: "k") || line.first == UInt8(ascii: "K") else { return }
    if let value = value(of: Names.underReplicated) { figures.underReplicated = UInt32(clamping: Int64(value)) }
    if let value = value(of: Names.offlineReplicas) { figures.offlineReplicas = UInt32(clamping: Int64(value)) }
    if let value = value(of: Names.offlinePartitions) { figures.offlinePartitions = UInt32(clamping: Int64(value)) }
    if let value = value(of: Names.requestIdle) {
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

  /// The value of the line where it has one of the names, in any case; nil for another one, and for what is no number between 0
  /// and 10^15.
  private func value(of names: [Name]) -> Double? {
    for name in names {
      if let value = value(of: name) { return value }
    }
    return nil
  }

  private func value(of name: Name) -> Double? {
    let metric = name.metric.utf8
    guard line.count > metric.count, Self.isEqual(line[..<metric.count], metric) else { return nil }
    var index = metric.count
    if line[index] == UInt8(ascii: "{") {
      guard let end = line.lastIndex(of: UInt8(ascii: "}")) else { return nil }
      if let bean = name.bean, !Self.names(line[(index + 1)..<end], bean) { return nil }
      index = end + 1
    } else if name.bean != nil {
      return nil
    }
    guard index < line.count, line[index] == UInt8(ascii: " ") else { return nil }
    let text = line[index...].split(separator: UInt8(ascii: " "), omittingEmptySubsequences: true).first ?? []
    guard let value = Double(String(decoding: text, as: UTF8.self).filter { $0 != "\r" }), value >= 0, value < 1e15
    else {
      return nil
    }
    return value
  }

  /// Whether labels are those of a bean: its name, and a comma from older exporters. Beans that Kafka has several of, with more
  /// labels, are other ones.
  private static func names(_ labels: ArraySlice<UInt8>, _ bean: String) -> Bool {
    let (before, after) = ("name=\"".utf8, "\"".utf8)
    let name = labels.dropFirst(before.count).prefix(bean.utf8.count)
    let rest = labels.dropFirst(before.count + bean.utf8.count)
    return labels.starts(with: before) && isEqual(name, bean.utf8) && rest.starts(with: after)
      && (rest.count == 1 || rest.elementsEqual("\",".utf8))
  }

  /// Whether bytes are a text in lower case, whatever case they have.
  private static func isEqual(_ bytes: ArraySlice<UInt8>, _ text: String.UTF8View) -> Bool {
    bytes.lazy.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }.elementsEqual(text)
  }
}
