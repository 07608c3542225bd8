"""The one small language of conditions: parse, evaluate, compile, say."""
