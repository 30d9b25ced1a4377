import KubernetesClient
import KubernetesObjects
import Testing

@testable import Sandbox

@Suite struct NodePodMachineTests {
  // MARK: Starting

  @Test func nothingStartsBeforeThePodIsPrepared() {
    var pod = NodeTimeline(containers: [container("a")])
    #expect(pod.tell(.wake).isEmpty)
    #expect(pod.status.phase == "Pending")
    #expect(pod.container("a")?.state.waiting?.reason == "ContainerCreating")
    pod.tell(.notPrepared(reason: "CreateContainerConfigError", message: "configmap \"c\" not found"))
    #expect(pod.container("a")?.state.waiting?.reason == "CreateContainerConfigError")
    #expect(pod.container("a")?.state.waiting?.message == "configmap \"c\" not found")
    #expect(pod.prepare() == [.start("a", run: 1)])
    #expect(pod.container("a")?.state.waiting?.reason == "ContainerCreating")
  }

  @Test func initContainersRunOneAfterTheOtherAndThenTheContainersTogether() {
    var pod = NodeTimeline(steps: [container("i"), container("j")], containers: [container("a"), container("b")])
    #expect(pod.prepare() == [.start("i", run: 1)])
    #expect(pod.started("i").isEmpty)
    #expect(pod.condition("Initialized")?.message == "containers with incomplete status: [i j]")
    #expect(pod.container("a")?.state.waiting?.reason == "PodInitializing")
    #expect(pod.ended("i") == [.start("j", run: 1)])
    #expect(pod.container("i")?.state.terminated?.reason == "Completed")
    #expect(pod.container("i")?.ready == true)
    pod.started("j")
    #expect(pod.ended("j") == [.start("a", run: 1), .start("b", run: 1)])
    #expect(pod.condition("Initialized")?.status == "True")
    pod.started("a")
    #expect(pod.status.phase == "Pending")
    #expect(pod.condition("Ready")?.message == "containers with unready status: [b]")
    pod.started("b")
    #expect(pod.status.phase == "Running")
    #expect(pod.condition("Ready")?.status == "True")
  }

  @Test func aSidecarGoesOnWhileTheNextOnesRun() {
    var pod = NodeTimeline(
      steps: [container("s", sidecar: true), container("i")], containers: [container("a")])
    #expect(pod.prepare() == [.start("s", run: 1)])
    #expect(pod.started("s") == [.start("i", run: 1)])
    pod.started("i")
    #expect(pod.ended("i") == [.start("a", run: 1)])
    pod.started("a")
    #expect(pod.condition("Ready")?.status == "True")
    // It is started again, also in the middle of all.
    #expect(pod.ended("s", 1) == [.start("s", run: 2)])
    #expect(pod.condition("Ready")?.message == "containers with unready status: [s]")
  }

  @Test func aSidecarsStartupProbeIsAwaited() {
    var pod = NodeTimeline(steps: [container("s", sidecar: true)], containers: [container("a")])
    pod.prepare { if $0.isSidecar { $0.startupProbe = ProbeCommand(action: .exec(["x"]), periodSeconds: 1) } }
    #expect(pod.started("s") == [.probe("s", run: 1, .startup)])
    pod.tell(.probed("s", run: 1, .startup, succeeded: false, "no"))
    #expect(pod.pass(.seconds(1)) == [.probe("s", run: 1, .startup)])
    #expect(pod.tell(.probed("s", run: 1, .startup, succeeded: true, "")) == [.start("a", run: 1)])
  }

  @Test func whatIsLeftOutCountsAsDoneAndAsReady() {
    var pod = NodeTimeline(steps: [container("i")], containers: [container("a"), container("agent")])
    #expect(pod.prepare(leftOut: ["i", "agent"]) == [.start("a", run: 1)])
    pod.started("a")
    #expect(pod.condition("Ready")?.status == "True")
    #expect(pod.container("i")?.state.terminated?.exitCode == 0)
    #expect(pod.container("agent")?.ready == true)
    #expect(pod.container("agent")?.state.running != nil)
  }

  @Test func aContainerThatCannotBeStartedSaysSoAndIsTriedAgain() {
    var pod = NodeTimeline(containers: [container("a")])
    pod.prepare()
    #expect(pod.tell(.notStarted("a", run: 1, message: "no such file")) == [.start("a", run: 2)])
    #expect(pod.tell(.notStarted("a", run: 2, message: "no such file")).isEmpty)
    #expect(pod.container("a")?.lastState.terminated?.reason == "StartError")
    #expect(pod.container("a")?.lastState.terminated?.message == "no such file")
    #expect(pod.container("a")?.state.waiting?.reason == "CrashLoopBackOff")
  }

  // MARK: Restarts

  @Test func restartsWaitTenSecondsThenTwiceAsLongUpToFiveMinutes() {
    var pod = NodeTimeline(containers: [container("a")])
    pod.prepare()
    var waits: [Int64] = []
    for run in 1...9 {
      pod.started("a", run: run)
      let began = pod.now
      if pod.ended("a", run: run, 1) == [.start("a", run: run + 1)] {
        waits.append(0)
        continue
      }
      #expect(pod.container("a")?.state.waiting?.reason == "CrashLoopBackOff")
      while pod.machine.containers[0].state == .ended {
        guard let next = pod.machine.nextDeadline else { break }
        pod.now = next
        pod.tell(.wake)
      }
      waits.append((pod.now - began).components.seconds)
    }
    #expect(waits == [0, 10, 20, 40, 80, 160, 300, 300, 300])
    #expect(pod.container("a")?.restartCount == 9)
  }

  @Test func aContainerThatRanForTenMinutesIsRestartedAtOnce() {
    var pod = NodeTimeline(containers: [container("a")])
    pod.prepare()
    pod.started("a")
    pod.ended("a", 1)
    pod.started("a", run: 2)
    #expect(pod.ended("a", run: 2, 1).isEmpty)
    #expect(pod.pass(.seconds(10)) == [.start("a", run: 3)])
    pod.started("a", run: 3)
    pod.pass(.seconds(600))
    #expect(pod.ended("a", run: 3, 1) == [.start("a", run: 4)])
  }

  @Test func theBackoffIsToldAsAKubeletTellsIt() {
    var pod = NodeTimeline(containers: [container("a")])
    pod.prepare()
    pod.started("a")
    pod.ended("a", 1)
    pod.started("a", run: 2)
    pod.ended("a", run: 2, 3, log: "it broke")
    let status = pod.container("a")
    #expect(status?.state.waiting?.message == "back-off 10s restarting failed container=a pod=p_n(u)")
    #expect(status?.lastState.terminated?.exitCode == 3)
    #expect(status?.lastState.terminated?.reason == "Error")
    #expect(status?.lastState.terminated?.message == "it broke")
    #expect(status?.restartCount == 1)
    #expect(pod.status.phase == "Running")
    #expect(
      pod.asked.contains(
        .report(
          "a", isWarning: true, reason: "BackOff", action: "RestartContainer",
          note: "Back-off restarting failed container a in pod p_n(u)")))
  }

  @Test func onFailureRestartsFailuresAlone() {
    var pod = NodeTimeline(containers: [container("a"), container("b")], policy: "OnFailure")
    pod.prepare()
    pod.started("a")
    pod.started("b")
    #expect(pod.ended("a", 0).isEmpty)
    #expect(pod.ended("b", 1) == [.start("b", run: 2)])
    pod.started("b", run: 2)
    #expect(pod.status.phase == "Running")
    #expect(pod.ended("b", run: 2, 0).isEmpty)
    #expect(pod.status.phase == "Succeeded")
    #expect(pod.condition("Ready")?.reason == "PodCompleted")
    #expect(pod.machine.nextDeadline == nil)
  }

  @Test func neverRestartsNothing() {
    var pod = NodeTimeline(containers: [container("a")], policy: "Never")
    pod.prepare()
    pod.started("a")
    #expect(pod.ended("a", 2).isEmpty)
    #expect(pod.status.phase == "Failed")
    #expect(pod.condition("Ready")?.reason == "PodFailed")
    #expect(pod.container("a")?.state.terminated?.exitCode == 2)
    #expect(pod.pass(.seconds(10_000)).isEmpty)
  }

  @Test func anInitContainerThatFailsIsTriedAgainOrFailsThePod() {
    var pod = NodeTimeline(steps: [container("i")], containers: [container("a")])
    pod.prepare()
    pod.started("i")
    #expect(pod.ended("i", 1) == [.start("i", run: 2)])
    pod = NodeTimeline(steps: [container("i")], containers: [container("a")], policy: "Never")
    pod.prepare()
    pod.started("i")
    #expect(pod.ended("i", 1).isEmpty)
    #expect(pod.status.phase == "Failed")
    #expect(pod.container("a")?.state.waiting?.reason == "PodInitializing")
  }

  @Test func whenTheContainersAreDoneTheSidecarsAreStoppedFromTheLastToTheFirst() {
    var pod = NodeTimeline(
      steps: [container("s", sidecar: true), container("t", sidecar: true)], containers: [container("a")],
      policy: "Never")
    pod.prepare()
    pod.started("s")
    pod.started("t")
    pod.started("a")
    #expect(pod.ended("a", 0) == [.terminate("t", run: 1)])
    #expect(pod.status.phase == "Running")
    #expect(pod.ended("t", 143) == [.terminate("s", run: 1)])
    #expect(pod.ended("s", 143).isEmpty)
    #expect(pod.status.phase == "Succeeded")
  }

  @Test func aPersonsRestartWaitsForNothing() {
    var pod = NodeTimeline(containers: [container("a")])
    pod.prepare()
    for run in 1...4 {
      pod.started("a", run: run)
      #expect(pod.tell(.restart("a")) == [.terminate("a", run: run)])
      #expect(pod.ended("a", run: run, 143) == [.start("a", run: run + 1)])
    }
    #expect(pod.container("a")?.restartCount == 4)
  }

  @Test func whatIsToldOfAnEarlierRunChangesNothing() {
    var pod = NodeTimeline(containers: [container("a")])
    pod.prepare { $0.livenessProbe = ProbeCommand(action: .exec(["x"]), failureThreshold: 1) }
    pod.started("a")
    pod.ended("a", 1)
    pod.started("a", run: 2)
    let before = pod.status
    #expect(pod.ended("a", run: 1, 9).isEmpty)
    #expect(pod.tell(.probed("a", run: 1, .liveness, succeeded: false, "late")).isEmpty)
    #expect(pod.tell(.hookEnded("a", run: 1, .postStart, failure: "late")).isEmpty)
    #expect(pod.status == before)
  }

  // MARK: Probes

  @Test func aPodIsReadyWhenItsReadinessProbeSucceedsOftenEnough() {
    var pod = NodeTimeline(containers: [container("a")])
    pod.prepare {
      $0.readinessProbe = ProbeCommand(
        action: .exec(["x"]), initialDelaySeconds: 5, periodSeconds: 2, successThreshold: 2, failureThreshold: 3)
    }
    #expect(pod.started("a").isEmpty)
    #expect(pod.pass(.seconds(4)).isEmpty)
    #expect(pod.pass(.seconds(1)) == [.probe("a", run: 1, .readiness)])
    // One at a time.
    #expect(pod.pass(.seconds(20)).isEmpty)
    #expect(pod.tell(.probed("a", run: 1, .readiness, succeeded: true, "")) == [.probe("a", run: 1, .readiness)])
    #expect(pod.condition("Ready")?.status == "False")
    pod.tell(.probed("a", run: 1, .readiness, succeeded: true, ""))
    #expect(pod.condition("Ready")?.status == "True")
    let since = pod.condition("Ready")?.lastTransitionTime
    for count in 1...3 {
      pod.pass(.seconds(2))
      #expect(pod.condition("Ready")?.status == "True", "after \(count - 1) failures")
      pod.tell(.probed("a", run: 1, .readiness, succeeded: false, "closed"))
    }
    #expect(pod.condition("Ready")?.status == "False")
    #expect(pod.condition("ContainersReady")?.status == "False")
    #expect(pod.condition("Ready")?.lastTransitionTime != since)
    #expect(
      pod.asked.contains(
        .report("a", isWarning: true, reason: "Unhealthy", action: "Probe", note: "Readiness probe failed: closed")))
    #expect(pod.container("a")?.restartCount == 0)
  }

  @Test func aConnectionIsTriedFiveTimesASecondUntilItFirstSucceeds() {
    var pod = NodeTimeline(containers: [container("a")])
    pod.prepare {
      let probe = ProbeCommand(
        action: .tcp(host: "127.1.1.1", port: 9092), periodSeconds: 10, failureThreshold: 2)
      $0.startupProbe = probe
      $0.readinessProbe = probe
    }
    #expect(pod.started("a") == [.probe("a", run: 1, .startup)])
    // The first try and that after ten seconds are those that the manifest asks for, and the second of them would be one too
    // many.
    for step in 1..<50 {
      pod.tell(.probed("a", run: 1, .startup, succeeded: false, "closed"))
      #expect(pod.pass(.milliseconds(200)) == [.probe("a", run: 1, .startup)], "after \(step) tries")
    }
    #expect(pod.tell(.probed("a", run: 1, .startup, succeeded: true, "")) == [.probe("a", run: 1, .readiness)])
    pod.tell(.probed("a", run: 1, .readiness, succeeded: false, "closed"))
    #expect(pod.pass(.milliseconds(200)) == [.probe("a", run: 1, .readiness)])
    pod.tell(.probed("a", run: 1, .readiness, succeeded: true, ""))
    #expect(pod.condition("Ready")?.status == "True")
    // From then on it is tried when the manifest asks for it.
    #expect(pod.pass(.seconds(9)).isEmpty)
    #expect(pod.pass(.seconds(1)) == [.probe("a", run: 1, .readiness)])
  }

  @Test func triesThatTheManifestDoesNotAskForAreNoFailures() {
    var pod = NodeTimeline(containers: [container("a")])
    pod.prepare {
      $0.startupProbe = ProbeCommand(
        action: .tcp(host: "127.1.1.1", port: 9092), periodSeconds: 3, failureThreshold: 2)
    }
    pod.started("a")
    for _ in 0..<15 {
      #expect(pod.tell(.probed("a", run: 1, .startup, succeeded: false, "closed")).isEmpty)
      pod.pass(.milliseconds(200))
    }
    #expect(pod.tell(.probed("a", run: 1, .startup, succeeded: false, "closed")) == [.terminate("a", run: 1)])
    let warnings = pod.asked.filter { if case .report(_, true, "Unhealthy", _, _) = $0 { true } else { false } }
    #expect(warnings.count == 2)
  }

  @Test func aLivenessProbeThatFailsOftenEnoughHasTheContainerRestarted() {
    var pod = NodeTimeline(containers: [container("a")], grace: 7)
    pod.prepare { $0.livenessProbe = ProbeCommand(action: .exec(["x"]), periodSeconds: 1, failureThreshold: 2) }
    #expect(pod.started("a") == [.probe("a", run: 1, .liveness)])
    #expect(pod.tell(.probed("a", run: 1, .liveness, succeeded: false, "dead")).isEmpty)
    #expect(pod.pass(.seconds(1)) == [.probe("a", run: 1, .liveness)])
    #expect(pod.tell(.probed("a", run: 1, .liveness, succeeded: false, "dead")) == [.terminate("a", run: 1)])
    #expect(pod.pass(.seconds(7)) == [.kill("a", run: 1)])
    #expect(pod.ended("a", 137) == [.start("a", run: 2)])
  }

  @Test func theStartupProbeHoldsBackTheOthers() {
    var pod = NodeTimeline(containers: [container("a")])
    pod.prepare {
      let probe = ProbeCommand(action: .exec(["x"]), periodSeconds: 1, failureThreshold: 2)
      $0.startupProbe = probe
      $0.readinessProbe = probe
      $0.livenessProbe = probe
    }
    #expect(pod.started("a") == [.probe("a", run: 1, .startup)])
    #expect(pod.container("a")?.started == false)
    let others = pod.tell(.probed("a", run: 1, .startup, succeeded: true, ""))
    #expect(Set(others) == [.probe("a", run: 1, .readiness), .probe("a", run: 1, .liveness)])
    #expect(pod.container("a")?.started == true)
    #expect(pod.container("a")?.ready == false)
  }

  @Test func aStartupProbeThatFailsHasTheContainerRestarted() {
    var pod = NodeTimeline(containers: [container("a")])
    pod.prepare { $0.startupProbe = ProbeCommand(action: .exec(["x"]), periodSeconds: 1, failureThreshold: 1) }
    pod.started("a")
    #expect(pod.tell(.probed("a", run: 1, .startup, succeeded: false, "no")) == [.terminate("a", run: 1)])
  }

  @Test func readinessGatesOfOthersCount() {
    var pod = NodeTimeline(containers: [container("a")], gates: ["example.com/in"])
    pod.prepare()
    pod.started("a")
    #expect(pod.condition("ContainersReady")?.status == "True")
    #expect(pod.condition("Ready")?.reason == "ReadinessGatesNotReady")
    pod.machine.conditions.merge([Condition(type: "example.com/in", status: "True")])
    pod.tell(.wake)
    #expect(pod.condition("Ready")?.status == "True")
    #expect(pod.condition("example.com/in")?.status == "True")
  }

  // MARK: Hooks

  @Test func aContainerIsNotUpBeforeItsPostStartHookIsOver() {
    var pod = NodeTimeline(containers: [container("a")])
    pod.prepare { $0.postStart = ["x"] }
    #expect(pod.started("a") == [.hook("a", run: 1, .postStart, atMost: .seconds(300))])
    #expect(pod.condition("Ready")?.status == "False")
    pod.tell(.hookEnded("a", run: 1, .postStart, failure: nil))
    #expect(pod.condition("Ready")?.status == "True")
  }

  @Test func aPostStartHookThatFailsHasTheContainerRestarted() {
    var pod = NodeTimeline(containers: [container("a")])
    pod.prepare { $0.postStart = ["x"] }
    pod.started("a")
    #expect(pod.tell(.hookEnded("a", run: 1, .postStart, failure: "no")) == [.terminate("a", run: 1)])
  }

  @Test func thePreStopHookRunsBeforeTheSignalAndItsTimeCounts() {
    var pod = NodeTimeline(containers: [container("a")], grace: 20)
    pod.prepare { $0.preStop = ["x"] }
    pod.started("a")
    #expect(pod.tell(.deleted(graceSeconds: 20)) == [.hook("a", run: 1, .preStop, atMost: .seconds(20))])
    #expect(pod.pass(.seconds(15)).isEmpty)
    #expect(pod.tell(.hookEnded("a", run: 1, .preStop, failure: nil)) == [.terminate("a", run: 1)])
    #expect(pod.pass(.seconds(4)).isEmpty)
    #expect(pod.pass(.seconds(1)) == [.kill("a", run: 1)])
    #expect(pod.ended("a", 137) == [.gone])
  }

  @Test func aPreStopHookThatHangsLeavesTwoSecondsForTheSignal() {
    var pod = NodeTimeline(containers: [container("a")], grace: 20)
    pod.prepare { $0.preStop = ["x"] }
    pod.started("a")
    pod.tell(.deleted(graceSeconds: 20))
    #expect(pod.pass(.seconds(20)) == [.terminate("a", run: 1)])
    #expect(pod.pass(.seconds(2)) == [.kill("a", run: 1)])
  }

  // MARK: Ending

  @Test func aDeletedPodEndsItsContainersThenItsSidecars() {
    var pod = NodeTimeline(
      steps: [container("s", sidecar: true), container("t", sidecar: true)],
      containers: [container("a"), container("b")])
    pod.prepare()
    for name in ["s", "t", "a", "b"] { pod.started(name) }
    #expect(pod.tell(.deleted(graceSeconds: 30)) == [.terminate("a", run: 1), .terminate("b", run: 1)])
    #expect(pod.condition("Ready")?.status == "True")
    pod.pass(.seconds(5))
    #expect(pod.ended("a", 0).isEmpty)
    #expect(pod.condition("Ready")?.status == "False")
    #expect(pod.ended("b", 0) == [.terminate("t", run: 1)])
    #expect(pod.pass(.seconds(24)).isEmpty)
    #expect(Set(pod.pass(.seconds(3))) == [.kill("t", run: 1), .terminate("s", run: 1), .kill("s", run: 1)])
    #expect(pod.ended("t", 137).isEmpty)
    #expect(pod.ended("s", 137) == [.gone])
    #expect(pod.status.phase == "Succeeded")
  }

  @Test func aSecondDeletionCanOnlyShortenTheGrace() {
    var pod = NodeTimeline(containers: [container("a")])
    pod.prepare()
    pod.started("a")
    pod.tell(.deleted(graceSeconds: 30))
    pod.tell(.deleted(graceSeconds: 60))
    pod.tell(.deleted(graceSeconds: 5))
    #expect(pod.pass(.seconds(5)) == [.kill("a", run: 1)])
  }

  @Test func aPodThatNeverStartedIsGoneAtOnce() {
    var pod = NodeTimeline(containers: [container("a")])
    #expect(pod.tell(.deleted(graceSeconds: 30)) == [.gone])
    #expect(pod.prepare().isEmpty)
    #expect(pod.status.phase == "Failed")
  }

  @Test func aContainerThatIsJustBeingStartedIsEndedToo() {
    var pod = NodeTimeline(containers: [container("a")])
    pod.prepare()
    #expect(pod.tell(.deleted(graceSeconds: 30)) == [.terminate("a", run: 1)])
    #expect(pod.started("a").isEmpty)
    #expect(pod.ended("a", 143) == [.gone])
  }

  @Test func aPodThatTakesTooLongFails() {
    var pod = NodeTimeline(containers: [container("a")], deadline: 60)
    pod.prepare()
    pod.started("a")
    #expect(pod.pass(.seconds(60)) == [.terminate("a", run: 1)])
    pod.ended("a", 143)
    #expect(pod.status.phase == "Failed")
    #expect(pod.status.reason == "DeadlineExceeded")
  }

  // MARK: After the node's own restart

  @Test func whatRanBeforeTheNodeWasRestartedIsStartedAgainAndCounted() {
    var first = NodeTimeline(steps: [container("i")], containers: [container("a")])
    first.prepare()
    first.started("i")
    first.ended("i")
    first.started("a")
    first.ended("a", 1)
    first.started("a", run: 2)
    var pod = NodeTimeline(steps: [container("i")], containers: [container("a")], status: first.status)
    #expect(pod.condition("Ready")?.status == "False")
    #expect(pod.container("a")?.restartCount == 1)
    #expect(pod.prepare() == [.start("i", run: 2)])
    pod.started("i", run: 2)
    #expect(pod.ended("i", run: 2) == [.start("a", run: 3)])
    pod.started("a", run: 3)
    #expect(pod.container("a")?.restartCount == 2)
    #expect(pod.container("a")?.lastState.terminated?.reason == "ContainerStatusUnknown")
    #expect(pod.container("i")?.restartCount == 1)
    #expect(pod.condition("Ready")?.status == "True")
    #expect(pod.status.startTime == first.status.startTime)
  }

  @Test func aPodThatWasOverStaysOver() {
    var first = NodeTimeline(containers: [container("a")], policy: "Never")
    first.prepare()
    first.started("a")
    first.ended("a", 3)
    var pod = NodeTimeline(containers: [container("a")], policy: "Never", status: first.status)
    #expect(pod.prepare().isEmpty)
    #expect(pod.status == first.status)
    #expect(pod.tell(.deleted(graceSeconds: 30)) == [.gone])
    #expect(pod.status.phase == "Failed")
  }

  @Test func aPodThatNeverRestartsFailsWithItsNode() {
    var first = NodeTimeline(containers: [container("a")], policy: "Never")
    first.prepare()
    first.started("a")
    var pod = NodeTimeline(containers: [container("a")], policy: "Never", status: first.status)
    #expect(pod.prepare().isEmpty)
    #expect(pod.status.phase == "Failed")
    #expect(pod.container("a")?.state.terminated?.exitCode == 137)
  }

  @Test func transitionTimesAreThoseOfTheChange() {
    var pod = NodeTimeline(containers: [container("a")])
    pod.prepare()
    pod.started("a")
    let ready = pod.condition("Ready")?.lastTransitionTime
    pod.pass(.seconds(100))
    #expect(pod.condition("Ready")?.lastTransitionTime == ready)
    pod.ended("a", 1)
    #expect(pod.condition("Ready")?.lastTransitionTime == Time(secondsSince1970: NodeTimeline.start + 100))
  }
}
