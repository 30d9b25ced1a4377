"""The tables that are printed, each figure with its aim beside it."""


class Report:
    def __init__(self, peer="go-control-plane"):
        self.peer = peer
        self.judged = []
        self.place = ""

    def title(self, text):
        print(f"\n{text}", flush=True)

    def head(self, text):
        self.place = text
        print(f"\n  {text:38} {'ours':>9} {self.peer:>17} {'ratio':>7} {'aim':>8}           {'serve' if self.peer == 'go-control-plane' else '':>9}", flush=True)

    def _row(self, what, ours, peer, aim, verdict, serve):
        ratio = f"{ours / peer:7.2f}" if peer > 0 else "      -"
        beside = f"{serve:9.2f}" if serve is not None else ""
        print(f"  {what:38} {ours:9.2f} {peer:17.2f} {ratio} {aim:>8} {verdict:8}  {beside}", flush=True)

    def _judge(self, what, isMet):
        self.judged.append((f"{self.place}: {what}", isMet))
        return "met" if isMet else "MISSED"

    def ratio(self, what, ours, peer, aim=None, serve=None):
        """A figure that counts as a share of the peer's."""
        verdict = self._judge(what, ours <= aim * peer) if aim else ""
        self._row(what, ours, peer, f"<= {aim:g}" if aim else "", verdict, serve)

    def absolute(self, what, ours, peer, aim, serve=None):
        """A figure that counts by itself."""
        self._row(what, ours, peer, f"<= {aim:g}", self._judge(what, ours <= aim), serve)

    def summary(self):
        missed = [what for what, isMet in self.judged if not isMet]
        print(f"\n{len(self.judged) - len(missed)} of {len(self.judged)} aims met")
        for what in missed:
            print(f"  missed: {what}")
