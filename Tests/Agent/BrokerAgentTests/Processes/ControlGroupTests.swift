import Testing

@testable import BrokerAgent

/// Lines of /proc/<pid>/cgroup as kubelets with containerd and CRI-O make them.
@Suite struct ControlGroupTests {
  private static let uid = "0d4a7b8e-5f1c-4c3e-9a51-3f0e6c2b1a77"
  private static let scope = "cri-containerd-4f0c2b19ab.scope"

  @Test(arguments: [
    // cgroup v2 and systemd
    "0::/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod0d4a7b8e_5f1c_4c3e_9a51_3f0e6c2b1a77.slice/\(scope)",
    "0::/kubepods.slice/kubepods-pod0d4a7b8e_5f1c_4c3e_9a51_3f0e6c2b1a77.slice/\(scope)",
    // cgroup v2 with the kubelet's own folders
    "0::/kubepods/besteffort/pod0d4a7b8e-5f1c-4c3e-9a51-3f0e6c2b1a77/4f0c2b19ab",
    // cgroup v1: a line for each controller
    "12:memory:/kubepods/burstable/pod0d4a7b8e-5f1c-4c3e-9a51-3f0e6c2b1a77/4f0c\n1:name=systemd:/kubepods/x",
    // From within a cgroup namespace, as an agent's container has one
    "0::/../../kubepods-burstable-pod0d4a7b8e_5f1c_4c3e_9a51_3f0e6c2b1a77.slice/\(scope)",
    // A kubelet below another folder
    "0::/kubelet.slice/kubelet-kubepods.slice/kubelet-kubepods-pod0d4a7b8e_5f1c_4c3e_9a51_3f0e6c2b1a77.slice/\(scope)\n",
  ])
  func thePodIsNamed(_ text: String) { #expect(ControlGroup.podUID(in: Array(text.utf8)) == Self.uid) }

  @Test func aStaticPodsIdHasNoHyphens() {
    let text = "0::/kubepods/burstable/pod0123456789abcdef0123456789abcdef/x"
    #expect(ControlGroup.podUID(in: Array(text.utf8)) == "0123456789abcdef0123456789abcdef")
  }

  @Test(arguments: [
    "", "0::/", "0::/system.slice/kafka.service", "0::/kubepods.slice", "0::/user/podman/pod",
    "0::/tripod0d4a7b8e-5f1c-4c3e-9a51-3f0e6c2b1a77", "0::/pod0d4a7b8e-5f1c-4c3e-9a51",
  ])
  func elsewhereThereIsNone(_ text: String) { #expect(ControlGroup.podUID(in: Array(text.utf8)) == nil) }
}
