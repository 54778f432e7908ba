"""The classroom half of greenlib: build, grade, review and report a course.

It may import the domain half; the domain half never imports it.
"""
