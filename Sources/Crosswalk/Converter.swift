// the converter arrives next
