"""stub"""
class Connection:
    def __init__(self, window, parent): pass
    def stop(self): pass
    def serve(self, window): pass
