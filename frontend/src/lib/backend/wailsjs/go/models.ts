export namespace desk {
	
	export interface Preview {
	    publication: string;
	    number: string;
	    date: string;
	    subject: string;
	    preheader: string;
	    html: string;
	    bytes: number;
	    clip_bytes: number;
	}

}

