package svg

// Elements that draw nothing by themselves.
var silent = map[string]bool{
	"defs": true, "style": true, "title": true, "desc": true, "metadata": true, "clipPath": true,
	"linearGradient": true, "radialGradient": true, "symbol": true, "view": true, "stop": true,
	"mask": true, "filter": true, "pattern": true, "marker": true, "solidColor": true, "cursor": true,
	"font": true, "font-face": true,
}

// Elements that are not drawn here, in words.
var unsupported = map[string]string{
	"text":          "text that is set in a font",
	"image":         "a picture inside the drawing",
	"foreignObject": "a piece of a web page",
	"script":        "a script",
	"animate":       "an animation", "animateTransform": "an animation", "animateMotion": "an animation", "set": "an animation",
	"video": "a video", "audio": "sound", "iframe": "a web page", "canvas": "a piece of a web page",
}

// root draws the outermost element.
func (p *painter) root(n *node, s style) error {
	s, err := s.styled(n, p.drawing.box)
	if err != nil {
		return err
	}
	return p.children(n, s, 0)
}

// element draws an element in the style of what holds it.
func (p *painter) element(n *node, s style, depth int) error {
	if depth > maxDepth {
		return errParts
	}
	if err := p.pay(n); err != nil {
		return err
	}
	if silent[n.name] || hidden(n) {
		return nil
	}
	if what, ok := unsupported[n.name]; ok {
		return &Unsupported{What: what}
	}
	s, err := s.styled(n, p.drawing.box)
	if err != nil {
		return err
	}
	return p.withClip(s, func() error {
		if s.opacity < 1 {
			return p.layered(s.opacity, func() error { return p.body(n, s, depth) })
		}
		return p.body(n, s, depth)
	})
}

// body draws what an element is, inside its own clip and layer.
func (p *painter) body(n *node, s style, depth int) error {
	switch n.name {
	case "g", "a":
		return p.children(n, s, depth)
	case "switch":
		return p.choice(n, s, depth)
	case "use":
		return p.use(n, s, depth)
	case "svg":
		return p.viewport(n, n, s, depth)
	}
	pen := newPen(s.matrix)
	ok, err := shape(n, p.drawing.box, pen)
	if err != nil {
		return err
	}
	if !ok {
		return &Unsupported{What: "the element <" + n.name + ">"}
	}
	if p.budget -= pen.points; p.budget < 0 {
		return errWork
	}
	if err := p.fill(pen, s); err != nil {
		return err
	}
	return p.stroke(pen, s)
}

func (p *painter) children(n *node, s style, depth int) error {
	for _, child := range n.children {
		if err := p.element(child, s, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// choice draws the first child that asks for nothing in particular, which is
// what a drawing program writes for everyone but itself.
func (p *painter) choice(n *node, s style, depth int) error {
	for _, child := range n.children {
		if child.name == "foreignObject" || child.attr["requiredExtensions"] != "" || silent[child.name] {
			continue
		}
		return p.element(child, s, depth+1)
	}
	return nil
}
