module lab/rainbond/standin

go 1.21
