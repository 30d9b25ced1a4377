import Foundation
import Sandbox
import Testing

@Suite struct ProcessGuardTests {
  let folder: TemporaryFolder
  let supervisor: ProcessSupervisor

  init() throws {
    folder = try TemporaryFolder()
    supervisor = try ProcessSupervisor(guardExecutable: koperatorExecutable)
  }

  @Test func aProgramsEndAndOutputAreTold() async throws {
    let diary = ProcessDiary()
    _ = supervisor.bash("echo out; echo problem >&2; pwd; exit 3", in: folder, diary)
    try await eventually("the program ends") { diary.isOver }
    #expect(diary.isStarted)
    #expect(diary.end == ProcessExit(code: 3))
    #expect(folder.text("log") == "out\nproblem\n\(folder.path)\n")
  }

  @Test func aProgramThatIsNotThereIsNamed() async throws {
    let diary = ProcessDiary()
    _ = supervisor.start(
      GuardedProgram(
        executable: "/nowhere/java", arguments: [], environment: [:], workingDirectory: "/", output: .kept(bytes: 10))
    ) { diary.write($0) }
    try await eventually("the failure is told") { diary.isOver }
    #expect(diary.failure == "/nowhere/java cannot be run: No such file or directory")
    #expect(!diary.isStarted)
  }

  @Test func aFolderThatIsNotThereIsNamed() async throws {
    let diary = ProcessDiary()
    _ = supervisor.start(
      GuardedProgram(
        executable: "/bin/true", arguments: [], environment: [:], workingDirectory: "/nowhere", output: .kept(bytes: 10)
      )
    ) { diary.write($0) }
    try await eventually("the failure is told") { diary.isOver }
    #expect(diary.failure == "the working directory /nowhere cannot be entered: No such file or directory")
  }

  @Test func aGuardThatIsNoProgramIsRefused() {
    #expect {
      try ProcessSupervisor(guardExecutable: "/nowhere/koperator")
    } throws: { "\($0)".contains("/nowhere/koperator") && "\($0)".contains("give the path of koperator") }
  }

  @Test func terminationGoesToTheProgramWhichEndsAsItLikes() async throws {
    let diary = ProcessDiary()
    let program = supervisor.bash(
      "trap 'echo bye; exit 7' TERM; echo up; while :; do sleep 0.02; done", in: folder, diary)
    try await eventually("it is up") { folder.text("log").contains("up") }
    supervisor.signal(program, .terminate)
    try await eventually("it ends") { diary.isOver }
    #expect(diary.end == ProcessExit(code: 7))
    #expect(folder.text("log") == "up\nbye\n")
  }

  @Test func aProgramThatIsKilledEndsBySignal9WithAllThatItStarted() async throws {
    let time = someSeconds()
    let diary = ProcessDiary()
    let program = supervisor.bash(
      "trap '' TERM; sleep \(time) & setsid sleep \(time) & (setsid bash -c 'sleep \(time) & wait' &) ; wait",
      in: folder,
      diary)
    try await eventually("all of them run") { processes(with: time).filter { state(of: $0) == "S" }.count >= 4 }
    supervisor.signal(program, .terminate)
    supervisor.signal(program, .kill)
    try await eventually("it ends") { diary.isOver }
    #expect(diary.end == ProcessExit(signal: SIGKILL))
    #expect(diary.end?.code == 137)
    #expect(nothingRuns(with: time))
  }

  @Test func whatAProgramLeavesIsKilledWhenItEnds() async throws {
    let time = someSeconds()
    let diary = ProcessDiary()
    _ = supervisor.bash("(setsid sleep \(time) &) ; (sleep \(time) &); exit 4", in: folder, diary)
    try await eventually("it ends") { diary.isOver }
    #expect(diary.end == ProcessExit(code: 4))
    #expect(nothingRuns(with: time))
  }

  @Test func theDeathOfTheParentLeavesNothing() async throws {
    let time = someSeconds()
    let parent = Process()
    parent.executableURL = URL(filePath: "/bin/bash")
    // The guard, as the supervisor starts it, below a parent that can be killed.
    let script = """
      '\(koperatorExecutable)' process-guard run $$ '\(folder.path)/log' 1000000 / /bin/bash -c \
      'trap "" TERM HUP; sleep \(time) & setsid sleep \(time) & wait' 3>/dev/null & wait
      """
    parent.arguments = ["-c", script]
    try parent.run()
    try await eventually("all of them run") {
      processes(with: time).filter { state(of: $0) == "S" }.count >= 5
    }
    kill(parent.processIdentifier, SIGKILL)
    try await eventually("nothing is left") { nothingRuns(with: time) }
    parent.waitUntilExit()
  }

  @Test func aGuardWhoseParentIsAnotherEndsAtOnce() async throws {
    let process = Process()
    process.executableURL = URL(filePath: koperatorExecutable)
    process.arguments = ["process-guard", "run", "1", "", "0", "/", "/bin/sleep", "1000"]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 1)
  }

  @Test func theDeathOfTheGuardLeavesNothing() async throws {
    let time = someSeconds()
    let diary = ProcessDiary()
    _ = supervisor.bash("trap '' TERM HUP; sleep \(time) & sleep \(time) & wait", in: folder, diary)
    try await eventually("all of them run") { processes(with: time).filter { state(of: $0) == "S" }.count >= 4 }
    let guards = processes(with: "process-guard").filter { processes(with: time).contains($0) }
    #expect(guards.count == 1)
    for process in guards { kill(process, SIGKILL) }
    try await eventually("it is told") { diary.isOver }
    #expect(diary.end == ProcessExit(signal: SIGKILL))
    try await eventually("nothing is left") { nothingRuns(with: time) }
  }

  @Test func whatHangsDoesNothingUntilItGoesOn() async throws {
    let diary = ProcessDiary()
    let program = supervisor.bash(
      "echo $$; while [ ! -e go ]; do sleep 0.02; done; exit 5", in: folder, diary)
    try await eventually("it runs") { folder.text("log").hasSuffix("\n") }
    let process = try #require(Int32(folder.text("log").dropLast()))
    supervisor.signal(program, .stop)
    try await eventually("it hangs") { state(of: process) == "T" }
    #expect(FileManager.default.createFile(atPath: folder.path + "/go", contents: nil))
    #expect(state(of: process) == "T")
    supervisor.signal(program, .resume)
    try await eventually("it ends") { diary.isOver }
    #expect(diary.end == ProcessExit(code: 5))
  }

  @Test func whatHangsCanBeKilled() async throws {
    let diary = ProcessDiary()
    let program = supervisor.bash("echo $$; while :; do sleep 0.02; done", in: folder, diary)
    try await eventually("it runs") { folder.text("log").hasSuffix("\n") }
    let process = try #require(Int32(folder.text("log").dropLast()))
    supervisor.signal(program, .stop)
    try await eventually("it hangs") { state(of: process) == "T" }
    supervisor.signal(program, .terminate)
    supervisor.signal(program, .kill)
    try await eventually("it ends") { diary.isOver }
    #expect(diary.end?.code == 137)
  }

  @Test func aLogNeverTakesMoreThanTwiceItsBound() async throws {
    let diary = ProcessDiary()
    _ = supervisor.bash(
      "for i in {1..3000}; do echo line $i of the log that is bounded; done", in: folder, limit: 10_000, diary)
    try await eventually("it ends") { diary.isOver }
    #expect(folder.text("log").hasSuffix("line 3000 of the log that is bounded\n"))
    #expect(folder.text("log").utf8.count <= 65_536)
    #expect(folder.text("log.1").utf8.count > 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["log", "log.1"])
  }

  @Test func theEndOfTheOutputIsKept() async throws {
    let diary = ProcessDiary()
    _ = supervisor.start(
      GuardedProgram(
        executable: "/bin/bash", arguments: ["-c", "echo 123456789; echo $COLOUR >&2; exit 1"],
        environment: ["COLOUR": "green"], workingDirectory: "/", output: .kept(bytes: 9))
    ) { diary.write($0) }
    try await eventually("it ends") { diary.isOver }
    #expect(diary.all.last == .ended(ProcessExit(code: 1), output: Array("89\ngreen\n".utf8)))
  }

  @Test func aSupervisorThatStopsLeavesNothingAndStartsNothing() async throws {
    let time = someSeconds()
    var diaries: [ProcessDiary] = []
    for _ in 0..<5 {
      let diary = ProcessDiary()
      diaries.append(diary)
      _ = supervisor.bash("trap '' TERM; sleep \(time) & setsid sleep \(time) & wait", in: folder, diary)
    }
    try await eventually("all of them run") { processes(with: time).filter { state(of: $0) == "S" }.count >= 20 }
    await supervisor.stop()
    #expect(nothingRuns(with: time))
    #expect(diaries.allSatisfy { $0.end?.code == 137 })
  }

  @Test func whatIsSignalledBeforeItRunsEndsToo() async throws {
    let time = someSeconds()
    var diaries: [ProcessDiary] = []
    for index in 0..<10 {
      let diary = ProcessDiary()
      diaries.append(diary)
      let program = supervisor.bash("sleep \(time)", in: folder, diary)
      supervisor.signal(program, index.isMultiple(of: 2) ? .terminate : .kill)
    }
    try await eventually("all end") { diaries.allSatisfy(\.isOver) }
    #expect(nothingRuns(with: time))
  }

  @Test func helpAndCompletionDoNotShowTheGuard() throws {
    for words in [["--help"], ["completion", "bash"], ["completion", "zsh"], ["completion", "fish"]] {
      let process = Process()
      let pipe = Pipe()
      process.executableURL = URL(filePath: koperatorExecutable)
      process.arguments = words
      process.standardOutput = pipe
      try process.run()
      let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      #expect(!text.isEmpty && !text.contains("guard"))
    }
  }

  @Test func aGuardThatIsCalledByHandSaysWhatItIs() throws {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: koperatorExecutable)
    process.arguments = ["process-guard", "--help"]
    process.standardError = pipe
    try process.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 64)
    #expect(text.contains("koperator sandbox"))
  }
}
